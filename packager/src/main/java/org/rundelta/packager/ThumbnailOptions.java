package org.rundelta.packager;

/**
 * Whether a title gets thumbnails, and how many.
 *
 * @param wanted whether it gets any
 * @param interval seconds from one to the next, 1 to {@value #MAX_INTERVAL}; 0 to go by the length of the title
 */
public record ThumbnailOptions(boolean wanted, int interval) {
    /** The greatest interval. */
    public static final int MAX_INTERVAL = 3600;

    /** No thumbnails. */
    public static final ThumbnailOptions NONE = new ThumbnailOptions(false, 0);

    /** @throws IllegalArgumentException if the interval is out of range */
    public ThumbnailOptions {
        if (interval < 0 || interval > MAX_INTERVAL) {
            throw new IllegalArgumentException(
                    "a thumbnail every " + interval + " s: give a whole number of seconds from 1 to " + MAX_INTERVAL);
        }
    }
}
