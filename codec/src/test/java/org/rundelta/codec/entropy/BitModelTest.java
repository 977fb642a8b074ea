package org.rundelta.codec.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitModelTest {
    /** The formulas of docs/bitstream.md, "Probabilities", in wide arithmetic. */
    private static final class Twin {
        long slow = 1 << 21;
        long fast = 1 << 21;
        int seen;

        int probability() {
            return (int) Math.min(Math.max(Math.floorDiv(slow + fast, 1L << 11), 1), 4095);
        }

        void learn(int value) {
            long target = value == 1 ? (1 << 22) - 1 : 0;
            slow += moved(target - slow, seen);
            fast += moved(target - fast, Math.min(seen, 14));
            seen = Math.min(seen + 1, 126);
            assertThat(slow).isBetween(0L, (1L << 22) - 1);
            assertThat(fast).isBetween(0L, (1L << 22) - 1);
        }

        private static long moved(long error, int seen) {
            return Math.floorDiv(Math.floorDiv(error, 8) * (8192 / (2 * seen + 3)), 512);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0001, 0.02, 0.3, 0.5, 0.9, 0.999, 1})
    void followsItsFormulas(double ones) {
        SplittableRandom random = new SplittableRandom(7);
        BitModel model = new BitModel(3);
        Twin twin = new Twin();
        for (int i = 0; i < 20_000; i++) {
            assertThat(model.probability(1)).isEqualTo(twin.probability());
            int value = random.nextDouble() < ones ? 1 : 0;
            model.update(1, value);
            twin.learn(value);
        }
        assertThat(model.probability(1) / 4096.0).isBetween(ones - 0.2, ones + 0.2);
    }

    /** Bits that change sides whenever the estimates come near an end, where rounding could carry them over it. */
    @Test
    void staysInRangeAtBothEnds() {
        SplittableRandom random = new SplittableRandom(8);
        for (int round = 0; round < 200; round++) {
            BitModel model = new BitModel(1);
            Twin twin = new Twin();
            int value = round & 1;
            for (int i = 0; i < 600; i++) {
                value ^= random.nextInt(1 + round) == 0 ? 1 : 0;
                model.update(0, value);
                twin.learn(value);
                assertThat(model.probability(0)).isEqualTo(twin.probability()).isBetween(1, 4095);
            }
        }
    }

    @Test
    void reachesBothEnds() {
        BitModel model = new BitModel(2);
        for (int i = 0; i < 5000; i++) {
            model.update(0, 0);
            model.update(1, 1);
        }
        assertThat(model.probability(0)).isEqualTo(1);
        assertThat(model.probability(1)).isEqualTo(4095);
    }

    @Test
    void contextsShareNothing() {
        BitModel model = new BitModel(3);
        model.update(1, 1);
        assertThat(model.probability(0)).isEqualTo(2048);
        assertThat(model.probability(1)).isGreaterThan(2048);
        assertThat(model.probability(2)).isEqualTo(2048);
    }

    @Test
    void resetForgets() {
        BitModel model = new BitModel(1);
        for (int i = 0; i < 100; i++) {
            model.update(0, 1);
        }
        model.reset();
        assertThat(model.probability(0)).isEqualTo(2048);
        model.update(0, 1);
        BitModel fresh = new BitModel(1);
        fresh.update(0, 1);
        assertThat(model.probability(0)).isEqualTo(fresh.probability(0));
    }
}
