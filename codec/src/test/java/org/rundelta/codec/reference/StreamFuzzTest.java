package org.rundelta.codec.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.FuzzedStream;

/**
 * Any stream of small pictures: the decoder and the reference decoder make the same pictures of it, or both call it
 * malformed, and nothing else happens. CONTRIBUTING.md says how to fuzz with it; otherwise the kept inputs are replayed.
 */
class StreamFuzzTest {
    /** Three blocks, so that one has all neighbours, and the last a narrow one. */
    private static final int MAX_SIDE = 33;

    static Stream<byte[]> seeds() {
        return FuzzedStream.vectors();
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void decodersAgree(byte[] input) {
        FuzzedStream stream = FuzzedStream.of(input);
        CodecConfig config = stream.configOfAtMost(MAX_SIDE);
        judge(config)
                .ifPresent(judge -> stream.frames(config.slices()).forEach(frame -> judge.agree(frame, "the input")));
    }

    /** None if both decoders refuse the configuration. */
    private static Optional<Judge> judge(CodecConfig config) {
        try {
            return Optional.of(new Judge(config));
        } catch (CodecException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
            assertThatExceptionOfType(MalformedException.class)
                    .as("what the reference decoder says of a primer refused with: %s", e.getMessage())
                    .isThrownBy(() -> new ReferenceDecoder(config.toBytes()));
            return Optional.empty();
        } catch (MalformedException e) {
            return fail("only the reference decoder refuses the primer", e);
        }
    }
}
