package org.rundelta.packager;

import java.util.Locale;

/** The codecs that audio is encoded with. */
public enum AudioCodec {
    /** AAC-LC: understood everywhere. */
    AAC(64_000),
    /** Opus: as good at three quarters of the bits. */
    OPUS(48_000),
    /** As the input has it, not encoded anew. */
    COPY(0);

    private final int bitratePerChannel;

    AudioCodec(int bitratePerChannel) {
        this.bitratePerChannel = bitratePerChannel;
    }

    /** What the command line calls it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bits per second for one channel, where nobody says otherwise. */
    public int bitratePerChannel() {
        return bitratePerChannel;
    }
}
