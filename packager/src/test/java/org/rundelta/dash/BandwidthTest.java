package org.rundelta.dash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BandwidthTest {
    @Test
    void oneSegmentNeedsItsBitsOverTheBuffer() {
        assertThat(Bandwidth.required(new long[] {1000}, new long[] {0}, 1, Duration.ofSeconds(2)))
                .isEqualTo(4000);
        assertThat(Bandwidth.required(new long[] {1}, new long[] {0}, 1, Duration.ofSeconds(3)))
                .isEqualTo(3);
    }

    @Test
    void burstInTheMiddleDecides() {
        long[] bytes = {10, 10, 500, 500, 10};
        long[] starts = {0, 90000, 180000, 270000, 360000};
        assertThat(Bandwidth.required(bytes, starts, 90000, Duration.ofSeconds(1)))
                .isEqualTo(4000);
    }

    @Test
    void emptyTitleNeedsTheLeast() {
        assertThat(Bandwidth.required(new long[0], new long[0], 1, Duration.ofSeconds(1)))
                .isEqualTo(1);
    }

    @Test
    void agreesWithTheDefinition() {
        for (int seed = 0; seed < 1500; seed++) {
            Random random = new Random(seed);
            long timescale = new long[] {1, 1000, 30000, 90000, 1_000_000_000}[random.nextInt(5)];
            Duration minBufferTime = Duration.ofMillis(1 + random.nextInt(4000));
            long[] bytes = new long[1 + random.nextInt(30)];
            long[] starts = new long[bytes.length];
            long time = random.nextInt(1000);
            int size = 1 << random.nextInt(30);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(5) == 0 ? 20L * random.nextInt(size) : random.nextInt(size);
                starts[i] = time;
                time += 1 + random.nextLong(3 * timescale);
            }
            long bandwidth = Bandwidth.required(bytes, starts, timescale, minBufferTime);
            assertThat(bandwidth).as("seed %s", seed).isEqualTo(naive(bytes, starts, timescale, minBufferTime));
        }
    }

    @Test
    void copesWithLongTitlesAndFineTimescales() {
        int hour = 3600;
        long[] bytes = new long[24 * hour];
        long[] starts = new long[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = 50_000_000L + i % 1000;
            starts[i] = i * 1_000_000_000L;
        }
        assertThat(Bandwidth.required(bytes, starts, 1_000_000_000, Duration.ofSeconds(1)))
                .isEqualTo(8 * 50_000_999L);
    }

    @Test
    void refusesImpossibleArguments() {
        assertThatThrownBy(() -> Bandwidth.required(new long[1], new long[2], 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bandwidth.required(new long[1], new long[1], 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Every run of segments by itself, as the standard puts it. */
    private static long naive(long[] bytes, long[] starts, long timescale, Duration minBufferTime) {
        BigInteger billion = BigInteger.valueOf(1_000_000_000);
        BigInteger greatest = BigInteger.ONE;
        for (int i = 0; i < bytes.length; i++) {
            long sum = 0;
            for (int j = i; j < bytes.length; j++) {
                sum += bytes[j];
                BigInteger bits = BigInteger.valueOf(8).multiply(BigInteger.valueOf(sum));
                BigInteger time = BigInteger.valueOf(minBufferTime.toNanos())
                        .multiply(BigInteger.valueOf(timescale))
                        .add(BigInteger.valueOf(starts[j] - starts[i]).multiply(billion));
                BigInteger[] rate = bits.multiply(billion)
                        .multiply(BigInteger.valueOf(timescale))
                        .divideAndRemainder(time);
                greatest = greatest.max(rate[0].add(BigInteger.valueOf(rate[1].signum())));
            }
        }
        return greatest.longValueExact();
    }
}
