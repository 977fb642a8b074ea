package org.rundelta.mp4;

import java.util.List;
import java.util.function.ToIntFunction;
import org.rundelta.mp4.BoxReader.VersionAndFlags;

/**
 * Box {@code tkhd} (ISO/IEC 14496-12, 8.3.2):
 *
 * <pre>
 *   u8 version, u24 flags       enabled, in movie, in preview
 *   u32|u64 creation_time, u32|u64 modification_time
 *   u32 track_ID, u32 reserved
 *   u32|u64 duration
 *   8 bytes reserved, u16 layer, u16 alternate_group, u16 volume, u16 reserved, u32 matrix[9]
 *   u32 width, u32 height       16.16, shown size: of several, the greatest
 * </pre>
 */
record TrackHeader(int trackId) {
    /** As 23000-19, 7.5.4 wants it. */
    private static final int ENABLED_IN_MOVIE_IN_PREVIEW = 7;

    private static final int VOLUME_FULL = 0x100;

    static TrackHeader parse(BoxReader in) throws Mp4Exception {
        VersionAndFlags full = in.versionAndFlags(1);
        MovieHeader.skipDates(in, full);
        int trackId = parseTrackId(in);
        in.skip(4, "reserved");
        MovieHeader.skipDuration(in, full);
        in.skip(8 + 2 + 2 + 2 + 2 + 36, "the matrix");
        in.note("width", in.unsigned(4, "width") / 65536.0);
        in.note("height", in.unsigned(4, "height") / 65536.0);
        return new TrackHeader(trackId);
    }

    /** A track_ID: above 0, and here below 2^31. */
    static int parseTrackId(BoxReader in) throws Mp4Exception {
        long id = in.u32("track_ID");
        if (id < 1 || id > Integer.MAX_VALUE) {
            throw in.malformed("track_ID is " + id + ", not from 1 to " + Integer.MAX_VALUE);
        }
        return (int) id;
    }

    void write(BoxWriter out, List<SampleEntry> entries) {
        out.fullBox("tkhd", 0, ENABLED_IN_MOVIE_IN_PREVIEW, () -> {
            out.zeros(8);
            out.u32(trackId);
            out.zeros(4);
            out.u32(0); // duration
            out.zeros(8 + 2 + 2);
            out.u16(entries.get(0) instanceof AudioSampleEntry ? VOLUME_FULL : 0);
            out.zeros(2);
            MovieHeader.writeUnityMatrix(out);
            out.u32((long) greatest(entries, VideoSampleEntry::width) << 16);
            out.u32((long) greatest(entries, VideoSampleEntry::height) << 16);
        });
    }

    /** 0 of what has no size. */
    private static int greatest(List<SampleEntry> entries, ToIntFunction<VideoSampleEntry> length) {
        return entries.stream()
                .filter(VideoSampleEntry.class::isInstance)
                .mapToInt(entry -> length.applyAsInt((VideoSampleEntry) entry))
                .max()
                .orElse(0);
    }
}
