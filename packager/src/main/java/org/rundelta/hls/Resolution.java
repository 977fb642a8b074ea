package org.rundelta.hls;

/**
 * The size of a picture, written {@code 1280x720}.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record Resolution(long width, long height) {
    /** @throws IllegalArgumentException if it has no pixel */
    public Resolution {
        Check.that(width >= 1 && height >= 1, "RESOLUTION " + width + "x" + height + " has no pixel");
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
