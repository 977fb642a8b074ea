package org.rundelta.dash;

import java.util.Objects;

/**
 * How the segments lie in the one file of a representation, its base URL (ISO/IEC 23009-1, 5.3.9.2).
 *
 * @param timescale ticks per second, an unsigned 32-bit number; null for 1
 * @param presentationTimeOffset the media time in ticks that is shown at the start of the period; null for 0
 * @param indexRange where the segment index ({@code sidx}) is, which tells of the media segments
 * @param initialization where the initialization segment is; null if it is not said
 */
public record SegmentBase(
        Long timescale, Long presentationTimeOffset, ByteRange indexRange, Initialization initialization) {
    /**
     * Where an initialization segment is (5.3.9.2.2).
     *
     * @param sourceUrl relative to the base URL, or null: that itself
     * @param range its bytes; null for all of another URL
     */
    public record Initialization(String sourceUrl, ByteRange range) {
        public Initialization {
            Check.that(sourceUrl != null || range != null, "Initialization@range is missing");
        }

        /** In the file that the base URL is. */
        public Initialization(ByteRange range) {
            this(null, range);
        }

        FileRange place() {
            return new FileRange(Objects.requireNonNullElse(sourceUrl, ""), range);
        }
    }

    /** @throws IllegalArgumentException if a number is out of range or there is no index */
    public SegmentBase {
        Check.range("SegmentBase@timescale", timescale, 1, Check.MAX_UNSIGNED_INT);
        Check.range("SegmentBase@presentationTimeOffset", presentationTimeOffset, 0, Long.MAX_VALUE);
        Check.that(indexRange != null, "SegmentBase@indexRange is missing");
    }

    /** A file that begins with its initialization segment, then its index. */
    public static SegmentBase of(long timescale, int initializationBytes, int indexBytes) {
        return new SegmentBase(
                timescale,
                null,
                new ByteRange(initializationBytes, (long) initializationBytes + indexBytes - 1),
                new Initialization(new ByteRange(0, initializationBytes - 1L)));
    }

    /** Whether the range is that of the index and nothing else; so it is in what is written here. */
    public boolean indexRangeExact() {
        return true;
    }

    long presentationTimeOffsetOrDefault() {
        return Objects.requireNonNullElse(presentationTimeOffset, 0L);
    }
}
