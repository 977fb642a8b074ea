package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    @Test
    void rateHolds() {
        TokenBucket bucket = new TokenBucket(1_000_000, 0);
        long now = 0;
        long taken = 0;
        while (now < TimeUnit.SECONDS.toNanos(10)) {
            while (bucket.hasSome(now)) {
                bucket.take(PeerWire.REQUEST_BYTES);
                taken += PeerWire.REQUEST_BYTES;
            }
            assertThat(bucket.nanosToSome(now)).isPositive();
            now += bucket.nanosToSome(now);
        }
        assertThat(taken).isBetween(9_900_000L, 10_100_000L);
    }

    @Test
    void idleTimeIsNotSavedUp() {
        TokenBucket bucket = new TokenBucket(1_000_000, 0);
        assertThat(bucket.hasSome(TimeUnit.HOURS.toNanos(1))).isTrue();
        bucket.take(50_001);
        assertThat(bucket.hasSome(TimeUnit.HOURS.toNanos(1))).isFalse();
    }

    @Test
    void withoutALimitThereIsAlwaysSome() {
        TokenBucket bucket = new TokenBucket(0, 0);
        bucket.take(Integer.MAX_VALUE);
        assertThat(bucket.hasSome(0)).isTrue();
        assertThat(bucket.nanosToSome(0)).isZero();
    }
}
