package org.rundelta.mp4;

import java.util.Arrays;
import java.util.Objects;

/**
 * An audio sample entry (ISO/IEC 14496-12, 12.2.3):
 *
 * <pre>
 *   6 bytes reserved, u16 data_reference_index
 *   u16 version                 0; others are QuickTime's
 *   6 bytes reserved
 *   u16 channelcount
 *   u16 samplesize              16
 *   u16 pre_defined, u16 reserved
 *   u32 samplerate              16.16; 0 if it does not fit: the timescale says it then
 *   boxes                       the configuration first
 * </pre>
 *
 * @param channels below 65536
 * @param sampleRate in Hz
 */
public record AudioSampleEntry(String type, int channels, int sampleRate, String configType, byte[] config)
        implements SampleEntry {
    private static final int BITS_PER_SAMPLE = 16;
    private static final int MAX_SHORT = 0xFFFF;
    private static final int OPUS_RATE = 48_000;

    public AudioSampleEntry {
        BoxWriter.requireFourCc(type);
        BoxWriter.requireFourCc(configType);
        Objects.requireNonNull(config, "config");
        if (channels < 1 || channels > MAX_SHORT) {
            throw new IllegalArgumentException(channels + " channels are not from 1 to " + MAX_SHORT);
        }
        if (sampleRate < 1) {
            throw new IllegalArgumentException("sample rate " + sampleRate + " Hz is not from 1 on");
        }
    }

    /**
     * An entry {@code mp4a} for AAC. A track whose sample rate is 65536 Hz or more has it as its timescale.
     *
     * @param sampleRate in Hz
     * @param audioSpecificConfig ISO/IEC 14496-3, 1.6.2.1
     * @param bitrate average bits per second
     */
    public static AudioSampleEntry aac(int channels, int sampleRate, byte[] audioSpecificConfig, int bitrate) {
        byte[] config = ElementaryStreamDescriptor.ofAac(audioSpecificConfig, channels, bitrate);
        return new AudioSampleEntry("mp4a", channels, sampleRate, "esds", config);
    }

    /**
     * An entry {@code Opus}; the track's timescale is 48,000, at which Opus is always decoded.
     *
     * @param head {@code OpusHead} (RFC 7845, 5.1)
     * @throws IllegalArgumentException if it is none
     */
    public static AudioSampleEntry opus(int channels, byte[] head) {
        return new AudioSampleEntry("Opus", channels, OPUS_RATE, "dOps", OpusSpecificBox.ofHead(head));
    }

    /**
     * Reads an entry; its boxes remain to be read.
     *
     * @param timescale ticks per second of the track
     */
    static AudioSampleEntry parse(BoxReader in, long timescale) throws Mp4Exception {
        in.skip(6 + 2, "data_reference_index");
        int version = in.u16("version");
        if (version != 0) {
            throw in.unsupported("version " + version + " of an audio sample entry, known is 0");
        }
        in.skip(6, "reserved");
        int channels = in.u16("channelcount");
        in.skip(2 + 2 + 2, "samplesize");
        int sampleRate = (int) (in.unsigned(4, "samplerate") >>> 16);
        in.note("samplerate", sampleRate);
        if (sampleRate == 0) {
            sampleRate = (int) Math.min(timescale, Integer.MAX_VALUE);
        }
        if (channels == 0) {
            throw in.malformed("channelcount is 0");
        }
        BoxReader config = in.firstChild();
        return new AudioSampleEntry(in.type(), channels, sampleRate, config.type(), config.rest());
    }

    void write(BoxWriter out) {
        out.box(type, () -> {
            out.zeros(6);
            out.u16(1);
            out.zeros(2 + 6);
            out.u16(channels);
            out.u16(BITS_PER_SAMPLE);
            out.zeros(2 + 2);
            out.u32(sampleRate > MAX_SHORT ? 0 : (long) sampleRate << 16);
            out.box(configType, () -> out.bytes(config));
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AudioSampleEntry that
                && type.equals(that.type)
                && channels == that.channels
                && sampleRate == that.sampleRate
                && configType.equals(that.configType)
                && Arrays.equals(config, that.config);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, channels, sampleRate, configType, Arrays.hashCode(config));
    }
}
