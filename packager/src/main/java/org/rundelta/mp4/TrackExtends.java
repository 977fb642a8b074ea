package org.rundelta.mp4;

/**
 * Box {@code trex} (ISO/IEC 14496-12, 8.8.3): what holds for the samples of a track unless its fragments say otherwise.
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32 track_ID
 *   u32 default_sample_description_index
 *   u32 default_sample_duration
 *   u32 default_sample_size
 *   u32 default_sample_flags
 * </pre>
 */
record TrackExtends(int trackId, long description, long duration, long size, long flags) {
    /** Sample entries count from 1. */
    static final int FIRST_DESCRIPTION = 1;

    /** The defaults of a track whose fragments give everything themselves. */
    static TrackExtends none(int trackId) {
        return new TrackExtends(trackId, FIRST_DESCRIPTION, 0, 0, 0);
    }

    static TrackExtends parse(BoxReader in) throws Mp4Exception {
        in.versionAndFlags(0);
        int trackId = TrackHeader.parseTrackId(in);
        return new TrackExtends(
                trackId,
                in.u32("default_sample_description_index"),
                in.u32("default_sample_duration"),
                in.u32("default_sample_size"),
                in.u32("default_sample_flags"));
    }

    void write(BoxWriter out) {
        out.fullBox("trex", 0, 0, () -> {
            out.u32(trackId);
            out.u32(description);
            out.u32(duration);
            out.u32(size);
            out.u32(flags);
        });
    }
}
