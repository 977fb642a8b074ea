package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is encoded comes back: exactly, or with no channel further from the source than the tolerance. */
class RoundTripTest {
    private static final int FRAMES = 6;
    private static final int SECOND_KEYFRAME = 4;
    private static final int[][] SIZES = {
        {1, 1}, {1, 7}, {2, 2}, {3, 200}, {16, 16}, {17, 33}, {64, 48}, {127, 1}, {200, 3}, {90, 31}
    };
    private static final int[] TOLERANCES = {1, 2, 4, 8, 17, 127, 255};

    @ParameterizedTest
    @EnumSource
    void losslessInEverySize(Content content) throws CodecException {
        for (int[] size : SIZES) {
            check(content, size[0], size[1], 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void withinEveryTolerance(Content content) throws CodecException {
        for (int tolerance : TOLERANCES) {
            check(content, 70, 45, tolerance);
            check(content, 5, 50, tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MIXED, 1281, 719, 0",
        "MIXED, 641, 359, 3",
        "FLAT, 3, 2000, 0",
        "TYPING, 2000, 3, 0",
        "FLAT, 16384, 5, 0",
        "TYPING, 16384, 5, 0",
        "FADE, 3, 16384, 1"
    })
    void largeSizes(Content content, int width, int height, int tolerance) throws CodecException {
        check(content, width, height, tolerance);
    }

    private static void check(Content content, int width, int height, int tolerance) throws CodecException {
        for (Effort effort : Effort.values()) {
            check(content, width, height, new EncoderOptions(tolerance, effort));
        }
    }

    private static void check(Content content, int width, int height, EncoderOptions options) throws CodecException {
        CodecConfig config = new CodecConfig(width, height);
        Encoder encoder = new Encoder(config, options);
        Decoder decoder = new Decoder(config);
        List<Picture> pictures = content.pictures(width, height, FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            CodedFrame frame = encoder.encode(pictures.get(i), i == SECOND_KEYFRAME);
            if (i == 0 || i == SECOND_KEYFRAME) {
                assertThat(frame.keyframe()).isTrue();
            }
            assertThat(Pictures.maxError(pictures.get(i), decoder.decode(frame.data())))
                    .as("frame %d of %s in %dx%d with %s", i, content, width, height, options)
                    .isLessThanOrEqualTo(options.tolerance());
        }
    }
}
