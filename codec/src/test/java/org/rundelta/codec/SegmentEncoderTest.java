package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentEncoderTest {
    private static final CodecConfig CONFIG = new CodecConfig(70, 40);

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void bytesDoNotDependOnWhatCameBefore(int tolerance) {
        EncoderOptions options = new EncoderOptions(tolerance);
        SegmentEncoder fresh = new SegmentEncoder(CONFIG, options);
        List<CodedFrame> expected = segment(fresh, Content.WINDOW);
        for (Content before : Content.values()) {
            SegmentEncoder used = new SegmentEncoder(CONFIG, options);
            segment(used, before);
            assertThat(segment(used, Content.WINDOW))
                    .as("after %s", before)
                    .usingRecursiveComparison()
                    .isEqualTo(expected);
        }
    }

    private static List<CodedFrame> segment(SegmentEncoder encoder, Content content) {
        encoder.startSegment();
        List<CodedFrame> frames = content.pictures(CONFIG.width(), CONFIG.height(), 5).stream()
                .map(encoder::encode)
                .toList();
        assertThat(frames).extracting(CodedFrame::keyframe).containsExactly(true, false, false, false, false);
        return frames;
    }
}
