package org.rundelta.codec;

import java.util.List;
import java.util.stream.IntStream;

/** Kinds of moving pictures, each a function of place and time alone: what screens show, and what is hard on a codec. */
public enum Content {
    BLACK((x, y, time) -> 0),
    FLAT((x, y, time) -> hash(time / 2, 0, 0)),
    GRADIENT((x, y, time) -> grey(x + 2 * y + time)),
    NOISE((x, y, time) -> hash(x, y, time)),
    STILL_PHOTO((x, y, time) -> photo(x, y)),
    FADE((x, y, time) -> scaled(photo(x, y), 16 - time % 16)),
    GLYPHS((x, y, time) -> text(x, y, Integer.MAX_VALUE)),
    TYPING((x, y, time) -> text(x, y, 50 + 3 * time)),
    SCROLL((x, y, time) -> text(x, y + 5 * time, Integer.MAX_VALUE)),
    WINDOW(Content::window),
    TILES(Content::tiles),
    PALETTE((x, y, time) -> 0x3A5F77 * (hash(x / 3, y / 2, time / 4) & 3)),
    MIXED((x, y, time) -> x % 64 < 32 ? text(x, y - 3 * time, Integer.MAX_VALUE) : photo(x + 2 * time, y));

    private static final int PAPER = 0xFDF6E3;
    private static final int INK = 0x073642;

    /** Letters in a line. */
    private static final int LINE = 40;

    private final Pixels pixels;

    Content(Pixels pixels) {
        this.pixels = pixels;
    }

    @FunctionalInterface
    private interface Pixels {
        int colour(int x, int y, int time);
    }

    /** The picture at a time, counted in frames. */
    public Picture picture(int width, int height, int time) {
        Picture picture = new Picture(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.pixels()[y * width + x] = pixels.colour(x, y, time);
            }
        }
        return picture;
    }

    /** The pictures from time 0 on. */
    public List<Picture> pictures(int width, int height, int count) {
        return IntStream.range(0, count)
                .mapToObj(time -> picture(width, height, time))
                .toList();
    }

    /** A window with text, dragged over a photograph. */
    private static int window(int x, int y, int time) {
        int insideX = x - 3 * time - 4;
        int insideY = y - 2 * time - 5;
        boolean isInside = insideX >= 0 && insideX < 40 && insideY >= 0 && insideY < 30;
        return isInside ? text(insideX, insideY, Integer.MAX_VALUE) : photo(x, y);
    }

    /** Many little texts, each moving its own way. */
    private static int tiles(int x, int y, int time) {
        int tile = y / 64 * 5 + x / 64;
        int insideX = x % 64 - 12 - time * (tile % 5 - 2);
        int insideY = y % 64 - 12 - time * (tile / 5 - 1);
        boolean isInside = insideX >= 0 && insideX < 42 && insideY >= 0 && insideY < 40;
        return isInside ? text(insideX, insideY + 45 * tile, Integer.MAX_VALUE) : PAPER;
    }

    /** Lines of glyphs of 6x9 pixels, as if typed up to the given number. */
    private static int text(int x, int y, int typed) {
        int column = Math.floorDiv(x, 6);
        int line = Math.floorDiv(y, 9);
        int letter = hash(column, line, 7) % 12;
        boolean isTyped = line * LINE + column < typed && column < LINE;
        boolean isSpace = letter > 8 || x % 6 == 5 || Math.floorMod(y, 9) > 6;
        return isTyped && !isSpace && (hash(x % 6, Math.floorMod(y, 9), letter) & 1) != 0 ? INK : PAPER;
    }

    /** Smooth shades between random ones eight pixels apart, with a little noise. */
    private static int photo(int x, int y) {
        int colour = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int left = mix(shade(x / 8, y / 8, shift), shade(x / 8, y / 8 + 1, shift), y % 8);
            int right = mix(shade(x / 8 + 1, y / 8, shift), shade(x / 8 + 1, y / 8 + 1, shift), y % 8);
            colour |= mix(left, right, x % 8) + (hash(x, y, shift) & 3) << shift;
        }
        return colour;
    }

    private static int shade(int x, int y, int shift) {
        return (hash(x, y, 1) >> shift & 0x7F) + 40;
    }

    private static int mix(int from, int to, int eighths) {
        return (from * (8 - eighths) + to * eighths) / 8;
    }

    private static int scaled(int colour, int sixteenths) {
        int red = (colour >> 16) * sixteenths / 16;
        int green = (colour >> 8 & 0xFF) * sixteenths / 16;
        return red << 16 | green << 8 | (colour & 0xFF) * sixteenths / 16;
    }

    private static int grey(int value) {
        return (value & 0xFF) * 0x10101;
    }

    private static int hash(int x, int y, int z) {
        int hash = (x * 0x1B873593 ^ y) * 0x45D9F3B ^ z * 0x27D4EB2D;
        hash = (hash ^ hash >>> 15) * 0x2C1B3C6D;
        hash = (hash ^ hash >>> 12) * 0x297A2D39;
        return (hash ^ hash >>> 15) & 0xFFFFFF;
    }
}
