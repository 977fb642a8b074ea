package org.rundelta.mp4;

import org.rundelta.mp4.BoxReader.VersionAndFlags;

/**
 * Box {@code mvhd} (ISO/IEC 14496-12, 8.2.2):
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32|u64 creation_time, u32|u64 modification_time
 *   u32 timescale
 *   u32|u64 duration            0: all samples are in fragments
 *   u32 rate, u16 volume, 10 bytes reserved, u32 matrix[9], 24 bytes pre_defined
 *   u32 next_track_ID
 * </pre>
 *
 * @param timescale ticks per second of {@code mvhd}, {@code mehd} and the durations of edit lists
 */
record MovieHeader(long timescale, long nextTrackId) {
    private static final int RATE_ONE = 0x10000;
    private static final int VOLUME_FULL = 0x100;

    static MovieHeader parse(BoxReader in) throws Mp4Exception {
        VersionAndFlags full = in.versionAndFlags(1);
        skipDates(in, full);
        long timescale = in.u32("timescale");
        if (timescale == 0) {
            throw in.malformed("timescale is 0");
        }
        skipDuration(in, full);
        in.skip(4 + 2 + 10 + 36 + 24, "the matrix");
        return new MovieHeader(timescale, in.u32("next_track_ID"));
    }

    void write(BoxWriter out) {
        out.fullBox("mvhd", 0, 0, () -> {
            out.zeros(8); // no dates: the same input gives the same file
            out.u32(timescale);
            out.u32(0); // duration
            out.u32(RATE_ONE);
            out.u16(VOLUME_FULL);
            out.zeros(10);
            writeUnityMatrix(out);
            out.zeros(24);
            out.u32(nextTrackId);
        });
    }

    /** Passes over creation_time and modification_time, here and in the headers of tracks and media. */
    static void skipDates(BoxReader in, VersionAndFlags full) throws Mp4Exception {
        in.skip(full.version() == 0 ? 8 : 16, "creation_time");
    }

    /** Passes over a duration: all ones if unknown, and not relied on here. */
    static void skipDuration(BoxReader in, VersionAndFlags full) throws Mp4Exception {
        if (full.version() == 0) {
            in.u32("duration");
        } else {
            in.i64("duration");
        }
    }

    /** No rotation, no scaling: {@code {1,0,0, 0,1,0, 0,0,1}}, the last column in 2.30, the others in 16.16. */
    static void writeUnityMatrix(BoxWriter out) {
        for (int i = 0; i < 9; i++) {
            out.u32(i == 8 ? 0x40000000 : i % 4 == 0 ? 0x10000 : 0);
        }
    }
}
