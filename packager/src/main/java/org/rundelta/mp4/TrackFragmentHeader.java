package org.rundelta.mp4;

import org.rundelta.mp4.BoxReader.VersionAndFlags;

/**
 * Box {@code tfhd} (ISO/IEC 14496-12, 8.8.7); each optional field is there if its flag is:
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32 track_ID
 *   u64 base_data_offset                    0x000001
 *   u32 sample_description_index            0x000002
 *   u32 default_sample_duration             0x000008
 *   u32 default_sample_size                 0x000010
 *   u32 default_sample_flags                0x000020
 *                                           0x020000 default-base-is-moof
 * </pre>
 *
 * The optional fields are {@link #ABSENT} if they are not there.
 */
record TrackFragmentHeader(
        int trackId,
        long baseDataOffset,
        boolean baseIsMoof,
        long description,
        long duration,
        long size,
        long sampleFlags) {
    /** No value: all fields are unsigned. */
    static final long ABSENT = -1;

    private static final int BASE_DATA_OFFSET = 0x1;
    private static final int SAMPLE_DESCRIPTION_INDEX = 0x2;
    private static final int DURATION = 0x8;
    private static final int SIZE = 0x10;
    private static final int SAMPLE_FLAGS = 0x20;
    private static final int BASE_IS_MOOF = 0x20000;

    static TrackFragmentHeader parse(BoxReader in) throws Mp4Exception {
        VersionAndFlags full = in.versionAndFlags(0);
        int trackId = TrackHeader.parseTrackId(in);
        long baseDataOffset = full.has(BASE_DATA_OFFSET) ? in.u64("base_data_offset") : ABSENT;
        long description = full.has(SAMPLE_DESCRIPTION_INDEX) ? in.u32("sample_description_index") : ABSENT;
        return new TrackFragmentHeader(
                trackId,
                baseDataOffset,
                full.has(BASE_IS_MOOF),
                description,
                full.has(DURATION) ? in.u32("default_sample_duration") : ABSENT,
                full.has(SIZE) ? in.u32("default_sample_size") : ABSENT,
                full.has(SAMPLE_FLAGS) ? in.u32("default_sample_flags") : ABSENT);
    }

    /** Writes a header whose data offsets count from the {@code moof}. */
    void write(BoxWriter out) {
        int flags = BASE_IS_MOOF
                | (description == ABSENT ? 0 : SAMPLE_DESCRIPTION_INDEX)
                | (duration == ABSENT ? 0 : DURATION)
                | (size == ABSENT ? 0 : SIZE)
                | (sampleFlags == ABSENT ? 0 : SAMPLE_FLAGS);
        out.fullBox("tfhd", 0, flags, () -> {
            out.u32(trackId);
            writeIfPresent(out, description);
            writeIfPresent(out, duration);
            writeIfPresent(out, size);
            writeIfPresent(out, sampleFlags);
        });
    }

    private static void writeIfPresent(BoxWriter out, long value) {
        if (value != ABSENT) {
            out.u32(value);
        }
    }

    /** This header with what it does not say taken from {@code trex}. */
    TrackFragmentHeader orDefaults(TrackExtends defaults) {
        return new TrackFragmentHeader(
                trackId,
                baseDataOffset,
                baseIsMoof,
                description == ABSENT ? defaults.description() : description,
                duration == ABSENT ? defaults.duration() : duration,
                size == ABSENT ? defaults.size() : size,
                sampleFlags == ABSENT ? defaults.flags() : sampleFlags);
    }
}
