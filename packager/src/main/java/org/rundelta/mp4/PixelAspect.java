package org.rundelta.mp4;

import java.io.Serializable;

/**
 * The shape of a pixel, box {@code pasp} (ISO/IEC 14496-12, 12.1.4); not written for square ones:
 *
 * <pre>
 *   u32 hSpacing, u32 vSpacing
 * </pre>
 *
 * @param horizontal width of a pixel in any unit, at least 1
 * @param vertical its height in the same unit, at least 1
 */
public record PixelAspect(int horizontal, int vertical) implements Serializable {
    /** As wide as high. */
    public static final PixelAspect SQUARE = new PixelAspect(1, 1);

    public PixelAspect {
        if (horizontal < 1 || vertical < 1) {
            throw new IllegalArgumentException(
                    "pixel aspect " + horizontal + ":" + vertical + " is not of positive numbers");
        }
    }

    /** Reads a {@code pasp}; what cannot be is taken for square. */
    static PixelAspect parse(BoxReader in) throws Mp4Exception {
        int horizontal = (int) in.u32("hSpacing");
        int vertical = (int) in.u32("vSpacing");
        boolean isSquare = horizontal == vertical || horizontal < 1 || vertical < 1;
        return isSquare ? SQUARE : new PixelAspect(horizontal, vertical);
    }

    void write(BoxWriter out) {
        out.box("pasp", () -> {
            out.u32(horizontal);
            out.u32(vertical);
        });
    }

    boolean isSquare() {
        return horizontal == vertical;
    }

    /** As a manifest has it: {@code 4:3}. */
    @Override
    public String toString() {
        return horizontal + ":" + vertical;
    }
}
