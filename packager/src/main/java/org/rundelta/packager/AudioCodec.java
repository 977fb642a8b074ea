package org.rundelta.packager;

import java.util.Locale;

/** The codecs that audio is encoded with. */
public enum AudioCodec {
    /** AAC-LC: understood everywhere. */
    AAC("mp4a", "mp4a.40.2", 64_000),
    /** Opus: as good at three quarters of the bits. */
    OPUS("Opus", "opus", 48_000);

    private final String sampleEntry;
    private final String codecString;
    private final int bitratePerChannel;

    AudioCodec(String sampleEntry, String codecString, int bitratePerChannel) {
        this.sampleEntry = sampleEntry;
        this.codecString = codecString;
        this.bitratePerChannel = bitratePerChannel;
    }

    /** What the command line calls it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The codec of a sample entry. */
    static AudioCodec ofSampleEntry(String type) {
        return type.equals(OPUS.sampleEntry) ? OPUS : AAC;
    }

    /** The RFC 6381 string. */
    public String codecString() {
        return codecString;
    }

    /** Bits per second for one channel, where nobody says otherwise. */
    public int bitratePerChannel() {
        return bitratePerChannel;
    }
}
