package org.rundelta.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A sample entry of text: for WebVTT {@code wvtt} (ISO/IEC 14496-30, 7.5):
 *
 * <pre>
 *   6 bytes reserved, u16 data_reference_index
 *   vttC: string                the file up to its first cue, without a zero at the end
 * </pre>
 *
 * Its samples are {@link WebVttSample}s.
 */
public record TextSampleEntry(String type, String configType, byte[] config) implements SampleEntry {
    private static final String WEBVTT = "wvtt";

    public TextSampleEntry {
        BoxWriter.requireFourCc(type);
        BoxWriter.requireFourCc(configType);
        Objects.requireNonNull(config, "config");
    }

    /**
     * An entry {@code wvtt}.
     *
     * @param header the line {@code WEBVTT} and what else is before the first cue
     */
    public static TextSampleEntry webVtt(String header) {
        return new TextSampleEntry(WEBVTT, "vttC", header.getBytes(StandardCharsets.UTF_8));
    }

    static TextSampleEntry parse(BoxReader in) throws Mp4Exception {
        in.skip(6 + 2, "data_reference_index");
        BoxReader config = in.firstChild();
        return new TextSampleEntry(in.type(), config.type(), config.rest());
    }

    void write(BoxWriter out) {
        out.box(type, () -> {
            out.zeros(6);
            out.u16(1);
            out.box(configType, () -> out.bytes(config));
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextSampleEntry that
                && type.equals(that.type)
                && configType.equals(that.configType)
                && Arrays.equals(config, that.config);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, configType, Arrays.hashCode(config));
    }
}
