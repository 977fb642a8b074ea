package org.rundelta.codec.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LengthModelTest {
    private static final int MAX = (1 << 28) - 2;

    @Test
    void numbersComeBack() {
        int[] numbers = IntStream.concat(
                        IntStream.rangeClosed(0, 5000),
                        IntStream.rangeClosed(0, 27).flatMap(k -> IntStream.of((1 << k) - 1, (1 << k) + (1 << k) - 2)))
                .filter(number -> number <= MAX)
                .toArray();
        RangeEncoder encoder = new RangeEncoder(new BitModel(LengthModel.CONTEXTS));
        encoder.start();
        for (int number : numbers) {
            assertThat(LengthModel.code(encoder, 0, number)).isEqualTo(number);
        }
        RangeDecoder decoder = new RangeDecoder(new BitModel(LengthModel.CONTEXTS));
        decoder.start(encoder.finish(), 0);
        for (int number : numbers) {
            assertThat(LengthModel.code(decoder, 0, 0)).isEqualTo(number);
        }
    }

    @Test
    void anyDecisionsAreANumberInRangeAndStayInsideTheContexts() {
        SplittableRandom random = new SplittableRandom(4);
        Set<Integer> used = new HashSet<>();
        for (int round = 0; round < 20_000; round++) {
            double ones = random.nextDouble();
            BitCoder coder = new PlainBits(context -> {
                used.add(context);
                return random.nextDouble() < ones ? 1 : 0;
            });
            assertThat(LengthModel.code(coder, 100, 0)).isBetween(0, MAX);
        }
        assertThat(used).allMatch(context -> context >= 100 && context < 100 + LengthModel.CONTEXTS);
        assertThat(LengthModel.code(new PlainBits(context -> 1), 0, 0)).isEqualTo(MAX);
        assertThat(LengthModel.code(new PlainBits(context -> 0), 0, 0)).isZero();
    }

    @Test
    void frequentNumbersBecomeCheap() {
        RangeEncoder encoder = new RangeEncoder(new BitModel(LengthModel.CONTEXTS));
        encoder.start();
        for (int i = 0; i < 1000; i++) {
            LengthModel.code(encoder, 0, 6);
        }
        assertThat(encoder.finish()).hasSizeLessThan(40);
    }
}
