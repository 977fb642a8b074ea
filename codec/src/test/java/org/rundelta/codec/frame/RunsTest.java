package org.rundelta.codec.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.PlainBits;
import org.rundelta.codec.entropy.RangeDecoder;
import org.rundelta.codec.entropy.RangeEncoder;

class RunsTest {
    private static final int STRIDE = 64;

    /** Two rows of few colours, so that runs have every length. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void limitsAreThoseOfTheNaiveSearch(int rarity) {
        SplittableRandom random = new SplittableRandom(rarity);
        for (int round = 0; round < 3000; round++) {
            int[] pixels = rows(random, rarity);
            int[] previous = rows(random, rarity);
            int offset = random.nextInt(-4, 5);
            int x = random.nextInt(8, 40);
            int max = 1 + random.nextInt(STRIDE - 10 - x);
            int i = STRIDE + x;
            assertThat(Runs.spatialLimit(pixels, i, STRIDE, max)).isEqualTo(naiveSpatialLimit(pixels, x, max));
            assertThat(Runs.temporalLimit(pixels, previous, i, offset, STRIDE, max))
                    .isEqualTo(naiveTemporalLimit(pixels, previous, x, offset, max));
        }
    }

    private static int[] rows(SplittableRandom random, int rarity) {
        return random.ints(2 * STRIDE, 0, rarity + 1)
                .map(value -> Math.min(value, 1))
                .toArray();
    }

    private static int naiveSpatialLimit(int[] pixels, int x, int max) {
        for (int limit = 1; limit < max; limit++) {
            if (pixels[x + 1 + limit] != pixels[STRIDE + x - 1]) {
                return limit;
            }
        }
        return max;
    }

    private static int naiveTemporalLimit(int[] pixels, int[] previous, int x, int offset, int max) {
        for (int limit = 1; limit < max; limit++) {
            if (pixels[x + 1 + limit] != previous[x + 1 + limit + offset]) {
                return limit;
            }
        }
        return max;
    }

    @Test
    void lengthsComeBack() {
        RangeEncoder encoder = new RangeEncoder(new BitModel(Runs.CONTEXTS));
        encoder.start();
        codeAll(encoder, true);
        RangeDecoder decoder = new RangeDecoder(new BitModel(Runs.CONTEXTS));
        decoder.start(encoder.finish(), 0);
        codeAll(decoder, false);
    }

    private static void codeAll(BitCoder coder, boolean writing) {
        SplittableRandom random = new SplittableRandom(9);
        for (int round = 0; round < 20_000; round++) {
            int limit = 1 + random.nextInt(1 << 1 + random.nextInt(14));
            int length = random.nextInt(limit + 1);
            int kind = random.nextInt(2);
            assertThat(Runs.code(coder, 0, kind, limit, writing ? length : 0)).isEqualTo(length);
        }
        assertThat(Runs.code(coder, 0, Runs.SPATIAL, 16384, writing ? 16383 : 0))
                .isEqualTo(16383);
    }

    @Test
    void anyDecisionsAreALengthWithinTheLimit() {
        SplittableRandom random = new SplittableRandom(10);
        for (int round = 0; round < 20_000; round++) {
            int limit = 1 + random.nextInt(16384);
            assertThat(Runs.code(new PlainBits(context -> random.nextInt(4) == 0 ? 0 : 1), 0, round & 1, limit, 0))
                    .isBetween(0, limit);
        }
        assertThat(Runs.code(new PlainBits(context -> context % 142 == 0 ? 0 : 1), 0, Runs.TEMPORAL, 10, 0))
                .as("a length over its limit")
                .isEqualTo(9);
    }
}
