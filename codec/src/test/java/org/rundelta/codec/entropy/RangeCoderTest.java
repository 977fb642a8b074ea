package org.rundelta.codec.entropy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeCoderTest {
    private static final int CONTEXTS = 5;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.0005, 0.1, 0.5, 0.95, 0.9995, 1})
    void decisionsComeBack(double ones) {
        SplittableRandom random = new SplittableRandom(11);
        for (int count = 0; count < 300; count++) {
            checkRoundTrip(decisions(random, count, ones));
        }
        checkRoundTrip(decisions(random, 100_000, ones));
    }

    private static int[] decisions(SplittableRandom random, int count, double ones) {
        return random.doubles(count).mapToInt(d -> d < ones ? 1 : 0).toArray();
    }

    private static void checkRoundTrip(int[] decisions) {
        byte[] coded = encode(decisions);
        assertThat(decode(coded, decisions.length)).isEqualTo(decisions);
        assertThat(coded.length * 8.0).isLessThan(bits(decisions) + 24);
    }

    /** What the decisions are worth by the model's own probabilities. */
    private static double bits(int[] decisions) {
        BitModel model = new BitModel(CONTEXTS);
        double bits = 0;
        for (int i = 0; i < decisions.length; i++) {
            double one = model.probability(i % CONTEXTS) / 4096.0;
            bits -= Math.log(decisions[i] != 0 ? one : 1 - one) / Math.log(2);
            model.update(i % CONTEXTS, decisions[i]);
        }
        return bits * 1.001;
    }

    @Test
    void improbableDecisionsComeBack() {
        int[] decisions = new int[50_000];
        for (int i = 4_000; i < decisions.length; i += 997) {
            decisions[i] = 1;
        }
        checkRoundTrip(decisions);
        checkRoundTrip(Arrays.stream(decisions).map(decision -> 1 - decision).toArray());
    }

    /** Any bytes but four 0xFF at the start are a number below the first range, so they stand for decisions. */
    @Test
    void anyBytesAreDecisions() {
        SplittableRandom random = new SplittableRandom(12);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(8) == 0 ? random.nextInt() : -(round & 1));
            }
            Arrays.fill(bytes, 0, Math.min(1, bytes.length), (byte) random.nextInt(0xFF));
            int count = random.nextInt(3000);
            int[] decisions = decode(bytes, count);
            byte[] coded = encode(decisions);
            assertThat(decode(coded, count)).isEqualTo(decisions);
            assertThat(coded.length).isLessThanOrEqualTo(bytes.length);
        }
    }

    @Test
    void aCarryRunsThroughAThousandBytes() {
        byte[] bytes = new byte[1100];
        Arrays.fill(bytes, (byte) 0xFF);
        bytes[0] = 0x12;
        byte[] coded = encode(decode(bytes, 7500));
        assertThat(coded).containsExactly(0x13);
        assertThat(decode(coded, 7500)).isEqualTo(decode(bytes, 7500));
    }

    @Test
    void endsWithoutZeroBytesButKeepsTheHeader() {
        RangeEncoder encoder = new RangeEncoder(new BitModel(1));
        encoder.start(new byte[] {7, 0, 0});
        assertThat(encoder.finish()).containsExactly(7, 0, 0);
        encoder.start(new byte[] {9});
        for (int i = 0; i < 10_000; i++) {
            encoder.bit(0, 1);
        }
        assertThat(encoder.finish()).containsExactly(9);
    }

    @Test
    void dataBeforeTheOffsetAndAfterTheEndAreNotRead() {
        int[] decisions = decisions(new SplittableRandom(13), 1000, 0.5);
        byte[] coded = encode(decisions);
        byte[] longer = new byte[coded.length + 20];
        Arrays.fill(longer, (byte) 0x55);
        System.arraycopy(coded, 0, longer, 10, coded.length);
        RangeDecoder decoder = new RangeDecoder(new BitModel(CONTEXTS));
        decoder.start(longer, 10);
        for (int i = 0; i < decisions.length - 50; i++) {
            assertThat(decoder.bit(i % CONTEXTS, 0)).isEqualTo(decisions[i]);
        }
        decoder.start(new byte[0], 0);
        assertThat(decoder.bit(0, 0)).as("of no bytes").isOne();
    }

    private static byte[] encode(int[] decisions) {
        RangeEncoder encoder = new RangeEncoder(new BitModel(CONTEXTS));
        encoder.start();
        for (int i = 0; i < decisions.length; i++) {
            assertThat(encoder.bit(i % CONTEXTS, decisions[i])).isEqualTo(decisions[i]);
        }
        return encoder.finish();
    }

    private static int[] decode(byte[] bytes, int count) {
        RangeDecoder decoder = new RangeDecoder(new BitModel(CONTEXTS));
        decoder.start(bytes, 0);
        int[] decisions = new int[count];
        for (int i = 0; i < count; i++) {
            decisions[i] = decoder.bit(i % CONTEXTS, 0);
        }
        return decisions;
    }
}
