package org.rundelta.mp4;

import org.rundelta.mp4.BoxReader.VersionAndFlags;

/**
 * Box {@code mdhd} (ISO/IEC 14496-12, 8.4.2):
 *
 * <pre>
 *   u8 version, u24 flags
 *   u32|u64 creation_time, u32|u64 modification_time
 *   u32 timescale
 *   u32|u64 duration
 *   u1 pad, u5 language[3]      each letter less 0x60
 *   u16 pre_defined
 * </pre>
 *
 * @param timescale ticks per second of the track's samples
 * @param language three letters
 */
record MediaHeader(long timescale, String language) {
    private static final int LETTER_BASE = 0x60;

    static MediaHeader parse(BoxReader in) throws Mp4Exception {
        VersionAndFlags full = in.versionAndFlags(1);
        MovieHeader.skipDates(in, full);
        long timescale = in.u32("timescale");
        if (timescale == 0) {
            throw in.malformed("timescale is 0");
        }
        MovieHeader.skipDuration(in, full);
        String language = unpack((int) in.unsigned(2, "language"));
        in.note("language", language);
        in.skip(2, "pre_defined");
        return new MediaHeader(timescale, language);
    }

    void write(BoxWriter out) {
        out.fullBox("mdhd", 0, 0, () -> {
            out.zeros(8);
            out.u32(timescale);
            out.u32(0); // duration
            out.u16(packed());
            out.zeros(2);
        });
    }

    private int packed() {
        int packed = 0;
        for (int i = 0; i < 3; i++) {
            packed = (packed << 5) | (language.charAt(i) - LETTER_BASE);
        }
        return packed;
    }

    /** QuickTime has numbers in this place that are not three letters: no language known. */
    private static String unpack(int packed) {
        StringBuilder language = new StringBuilder(3);
        for (int shift = 10; shift >= 0; shift -= 5) {
            language.append((char) (((packed >> shift) & 31) + LETTER_BASE));
        }
        return Track.isLanguage(language) ? language.toString() : Track.LANGUAGE_UNKNOWN;
    }
}
