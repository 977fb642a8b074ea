package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceRunnerTest {
    private static final SliceRunner AT_ONCE =
            (slices, task) -> IntStream.range(0, slices).parallel().forEach(task);
    private static final SliceRunner BACKWARDS = (slices, task) -> {
        for (int slice = slices - 1; slice >= 0; slice--) {
            task.accept(slice);
        }
    };

    /** Motion leads from slice to slice, some are still and others not, and keyframes refer to the primer. */
    @ParameterizedTest
    @CsvSource({"SCROLL, 0", "SCROLL, 3", "WINDOW, 0", "TILES, 0", "TYPING, 2", "STILL_PHOTO, 0"})
    void theOrderOfSlicesDoesNotMatter(Content content, int tolerance) throws CodecException {
        EncoderOptions options = new EncoderOptions(tolerance);
        List<Picture> pictures = content.pictures(120, 150, 8);
        PrimedConfig primed = PrimedConfig.prime(new CodecConfig(120, 150, 5), pictures.subList(2, 4), options);
        List<byte[]> inTurn = encode(primed, options, pictures, SliceRunner.IN_TURN);
        for (SliceRunner runner : List.of(AT_ONCE, BACKWARDS)) {
            assertThat(encode(primed, options, pictures, runner)).containsExactlyElementsOf(inTurn);
            Decoder decoder = new Decoder(primed.config(), runner);
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(Pictures.maxError(pictures.get(i), decoder.decode(inTurn.get(i))))
                        .isLessThanOrEqualTo(tolerance);
            }
        }
    }

    private static List<byte[]> encode(
            PrimedConfig primed, EncoderOptions options, List<Picture> pictures, SliceRunner runner) {
        Encoder encoder = new Encoder(primed, options, runner);
        List<byte[]> frames = new ArrayList<>();
        for (Picture picture : pictures) {
            frames.add(encoder.encode(picture, frames.size() % 5 == 0).data());
        }
        return frames;
    }
}
