package org.rundelta.mp4;

/**
 * Box {@code mehd} (ISO/IEC 14496-12, 8.8.2): how long the movie is with all its fragments.
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32|u64 fragment_duration
 * </pre>
 *
 * @param duration ticks of the movie's timescale
 */
record MovieExtendsHeader(long duration) {
    static MovieExtendsHeader parse(BoxReader in) throws Mp4Exception {
        return new MovieExtendsHeader(in.time(in.versionAndFlags(1), "fragment_duration"));
    }

    void write(BoxWriter out) {
        out.fullBox("mehd", 1, 0, () -> out.u64(duration));
    }
}
