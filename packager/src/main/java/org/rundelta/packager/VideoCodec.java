package org.rundelta.packager;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The codecs of a ladder's rungs. */
public enum VideoCodec {
    /** Our own. */
    RDV1,
    /** ISO/IEC 14496-10. */
    H264,
    /** ISO/IEC 23008-2. */
    HEVC,
    VP9,
    AV1;

    /** All names, for messages. */
    public static final String NAMES =
            Arrays.stream(values()).map(VideoCodec::toString).collect(Collectors.joining(", "));

    /**
     * The codec of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static VideoCodec of(String name) {
        return Arrays.stream(values())
                .filter(codec -> codec.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is not one of " + NAMES));
    }

    /** Whether it is one that players everywhere know, and that FFmpeg's libraries encode. */
    public boolean isStandard() {
        return this != RDV1;
    }

    /** Its name in ladder files and on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
