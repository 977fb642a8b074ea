package org.rundelta.codec.reference;

import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.rundelta.codec.Picture;

/** A screen on which something happens from picture to picture: rectangles are filled, drawn in and moved about. */
final class RandomScreen {
    private final SplittableRandom random;
    private final Picture screen;

    RandomScreen(long seed, int width, int height) {
        this.random = new SplittableRandom(seed);
        this.screen = new Picture(width, height);
        fill(0, 0, width, height);
    }

    /** The next picture; the same object each time. */
    Picture next() {
        for (int i = random.nextInt(5); i > 0; i--) {
            int left = random.nextInt(screen.width());
            int top = random.nextInt(screen.height());
            int width = 1 + random.nextInt(screen.width() - left);
            int height = 1 + random.nextInt(screen.height() - top);
            if (random.nextInt(3) == 0) {
                move(left, top, width, height);
            } else {
                fill(left, top, width, height);
            }
        }
        return screen;
    }

    private void move(int left, int top, int width, int height) {
        int[] before = screen.pixels().clone();
        int toLeft = random.nextInt(screen.width() - width + 1);
        int toTop = random.nextInt(screen.height() - height + 1);
        for (int y = 0; y < height; y++) {
            int from = (top + y) * screen.width() + left;
            System.arraycopy(before, from, screen.pixels(), (toTop + y) * screen.width() + toLeft, width);
        }
    }

    private void fill(int left, int top, int width, int height) {
        IntBinaryOperator pattern = pattern();
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                screen.pixels()[y * screen.width() + x] = pattern.applyAsInt(x, y);
            }
        }
    }

    private IntBinaryOperator pattern() {
        int[] colours = random.ints(4, 0, 1 << 24).toArray();
        int[] letters = random.ints(64).toArray();
        int step = random.nextInt(1, 6);
        return switch (random.nextInt(6)) {
            case 0 -> (x, y) -> colours[0];
            case 1 -> (x, y) -> (x * step + y & 0xFF) << 16 | (y * step & 0xFF) << 8 | x - y & 0xFF;
            case 2 -> (x, y) -> random.nextInt(1 << 24);
            case 3 -> (x, y) -> colours[0] & 0xF0F0F0 | random.nextInt(1 << 24) & 0x030303;
            case 4 -> (x, y) -> colours[letters[(y / 8 * 7 + x / 6) & 63] >>> (y % 8 * 6 + x % 6) & 1];
            default -> (x, y) -> colours[(x / step + y / step) & 3];
        };
    }
}
