package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.RangeDecoder;
import org.rundelta.codec.entropy.RangeEncoder;

class MotionCandidatesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 15, 16})
    void listsComeBack(int size) {
        SplittableRandom random = new SplittableRandom(size);
        RangeEncoder encoder = new RangeEncoder(new BitModel(MotionCandidates.CONTEXTS));
        RangeDecoder decoder = new RangeDecoder(new BitModel(MotionCandidates.CONTEXTS));
        MotionCandidates written = new MotionCandidates();
        MotionCandidates read = new MotionCandidates();
        for (int round = 0; round < 100; round++) {
            written.clear();
            while (written.size() < size) {
                int reach = 2 << random.nextInt(14);
                written.add(random.nextInt(-reach, reach), random.nextInt(-reach, reach));
            }
            encoder.start();
            written.code(encoder, 0);
            decoder.start(encoder.finish(), 0);
            read.code(decoder, 0);
            assertThat(read.size()).isEqualTo(size);
            for (int k = 0; k < size; k++) {
                assertThat(read.dx(k)).isEqualTo(written.dx(k));
                assertThat(read.dy(k)).isEqualTo(written.dy(k));
            }
        }
    }
}
