package org.rundelta.mp4;

/** How the samples of a track are coded (ISO/IEC 14496-12, 8.5.2). */
public sealed interface SampleEntry permits VideoSampleEntry, AudioSampleEntry, TextSampleEntry {
    /** Four-character code, as {@code rdv1}, {@code mp4a} or {@code wvtt}. */
    String type();

    /** Four-character code of the configuration box, as {@code rdvC}, {@code esds} or {@code vttC}. */
    String configType();

    /** Payload of the configuration box, without its box header; for {@code esds} with version and flags. */
    byte[] config();
}
