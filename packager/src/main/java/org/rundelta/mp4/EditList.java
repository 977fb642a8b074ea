package org.rundelta.mp4;

import org.rundelta.mp4.BoxReader.VersionAndFlags;

/**
 * Box {@code elst} (ISO/IEC 14496-12, 8.6.6) with its only edit, which says where in the media the presentation starts:
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32 entry_count             1
 *   u32|u64 segment_duration    0: to the end of all fragments (23000-19, 7.5.13)
 *   i32|i64 media_time          -1: nothing is shown in this edit
 *   u16 media_rate_integer      1
 *   u16 media_rate_fraction     0
 * </pre>
 *
 * @param mediaTime ticks of the track's timescale
 */
record EditList(long mediaTime) {
    static EditList parse(BoxReader in) throws Mp4Exception {
        VersionAndFlags full = in.versionAndFlags(1);
        long count = in.u32("entry_count");
        if (count == 0) {
            return new EditList(0);
        }
        in.time(full, "segment_duration");
        long mediaTime = full.version() == 0 ? in.i32("media_time") : in.i64("media_time");
        int rate = in.u16("media_rate_integer");
        in.u16("media_rate_fraction");
        if (count > 1 || mediaTime < 0 || rate != 1) {
            throw in.unsupported("an edit list that does more than to leave out the start of the media");
        }
        return new EditList(mediaTime);
    }

    void write(BoxWriter out) {
        out.fullBox("elst", 1, 0, () -> {
            out.u32(1);
            out.u64(0);
            out.u64(mediaTime);
            out.u16(1);
            out.u16(0);
        });
    }
}
