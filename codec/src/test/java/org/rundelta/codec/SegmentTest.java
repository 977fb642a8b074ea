package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Segments, which begin with a keyframe, do not depend on what their encoder coded before. */
class SegmentTest {
    private static final int WIDTH = 70;
    private static final int HEIGHT = 40;

    @ParameterizedTest
    @CsvSource({"0, -1, false", "6, -1, false", "0, -1, true", "0, 10, true", "0, 26, false", "0, 44, true"})
    void bytesDoNotDependOnWhatCameBefore(int tolerance, int quantiser, boolean hasPrimer) {
        EncoderOptions options = new EncoderOptions(tolerance, quantiser, Effort.FAST);
        ChromaFormat chroma = quantiser < 0 ? ChromaFormat.NONE : ChromaFormat.YUV444;
        CodecConfig plain = new CodecConfig(WIDTH, HEIGHT, 1, chroma);
        PrimedConfig config = hasPrimer
                ? PrimedConfig.prime(plain, List.of(Content.MIXED.picture(WIDTH, HEIGHT, 1)), options)
                : PrimedConfig.of(plain);
        for (Content content : List.of(Content.WINDOW, Content.MIXED)) {
            List<CodedFrame> expected = segment(new Encoder(config, options), content);
            for (Content before : Content.values()) {
                Encoder used = new Encoder(config, options);
                segment(used, before);
                assertThat(segment(used, content))
                        .as("after %s", before)
                        .usingRecursiveComparison()
                        .isEqualTo(expected);
            }
        }
    }

    private static List<CodedFrame> segment(Encoder encoder, Content content) {
        List<CodedFrame> frames = new ArrayList<>();
        for (Picture picture : content.pictures(WIDTH, HEIGHT, 10)) {
            frames.add(encoder.encode(picture, frames.isEmpty()));
        }
        assertThat(frames).first().extracting(CodedFrame::keyframe).isEqualTo(true);
        return frames;
    }
}
