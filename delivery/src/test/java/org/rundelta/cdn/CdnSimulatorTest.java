package org.rundelta.cdn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.cdn.CdnOptions.Failure;
import org.rundelta.cdn.CdnOptions.FlashCrowd;

class CdnSimulatorTest {
    private static final List<CdnPolicy> ALL = List.copyOf(EnumSet.allOf(CdnPolicy.class));

    private static CdnOptions options(
            int regions, int warmUp, double error, List<FlashCrowd> crowds, List<Failure> failures, long seed) {
        return new CdnOptions(
                3000, 80, 0.8, 4, regions, 48, warmUp, 60, error, 0.05, 1, 100_000_000, crowds, failures, seed);
    }

    private static List<CdnResult> run(CdnOptions options, double capacity) throws InterruptedException {
        return CdnSimulator.drawn(options).run(capacity, ALL, 2, () -> {});
    }

    private static CdnResult of(List<CdnResult> results, CdnPolicy policy) {
        return results.stream()
                .filter(result -> result.policy() == policy)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1,0,0.02", "1,24,0.1", "2,24,0.1", "4,0,0.3", "2,0,1"})
    void whatViewersGetIsFromEdgesOrTheOrigin(int regions, int warmUp, double capacity) throws Exception {
        List<Failure> failures = List.of(new Failure(1, 20, 3), new Failure(3, 22, 2));
        List<CdnResult> results =
                run(options(regions, warmUp, 0.5, List.of(new FlashCrowd(26, 2, 0.5)), failures, 9), capacity);
        CdnResult first = results.get(0);
        CdnResult best = of(results, CdnPolicy.CLAIRVOYANT);
        for (CdnResult result : results) {
            assertThat(result.requests()).isEqualTo(first.requests()).isPositive();
            assertThat(result.bytes()).isEqualTo(first.bytes());
            long fromOrigin =
                    Arrays.stream(result.originBytesByHour()).skip(warmUp).sum();
            assertThat(result.hitBytes() + fromOrigin).isEqualTo(result.bytes());
            assertThat(result.originBytes()).isEqualTo(fromOrigin);
            long missed = result.neverBytes() + result.evictedBytes() + result.downBytes();
            assertThat(missed).isBetween(result.originBytes(), result.bytes());
            assertThat(result.hitBytes()).as("%s", result.policy()).isLessThanOrEqualTo(best.hitBytes());
            assertThat(result.startupSeconds()).isGreaterThan(CdnOptions.EDGE_LATENCY_SECONDS);
            assertThat(result.startupSeconds95()).isGreaterThanOrEqualTo(CdnOptions.EDGE_LATENCY_SECONDS);
            assertThat(result.filledBytes() > 0)
                    .isEqualTo(result.policy().isFilled() || result.policy() == CdnPolicy.CLAIRVOYANT);
        }
    }

    @Test
    void theSeedDecidesAndNotTheThreads() throws Exception {
        CdnOptions options = options(2, 24, 0.5, List.of(), List.of(), 1);
        List<CdnResult> once = CdnSimulator.drawn(options).run(0.1, ALL, 1, () -> {});
        List<CdnResult> again = CdnSimulator.drawn(options).run(0.1, ALL, 3, () -> {});
        assertThat(again).usingRecursiveComparison().isEqualTo(once);
        CdnOptions other = options(2, 24, 0.5, List.of(), List.of(), 2);
        assertThat(run(other, 0.1).get(0).hitBytes()).isNotEqualTo(once.get(0).hitBytes());
    }

    @Test
    void aFailureIsWhyEdgesMiss() throws Exception {
        List<CdnResult> well = run(options(1, 24, 0.5, List.of(), List.of(), 3), 0.1);
        List<CdnResult> ill = run(options(1, 24, 0.5, List.of(), List.of(new Failure(2, 40, 6)), 3), 0.1);
        for (CdnPolicy policy : List.of(CdnPolicy.LRU, CdnPolicy.TINYLFU, CdnPolicy.PUSH, CdnPolicy.HYBRID)) {
            assertThat(of(well, policy).downBytes()).isZero();
            assertThat(of(ill, policy).downBytes()).isPositive();
            assertThat(of(ill, policy).originBytes())
                    .isGreaterThan(of(well, policy).originBytes());
        }
        List<CdnResult> dead = run(options(4, 24, 0, List.of(), List.of(new Failure(1, 0, 48)), 3), 1);
        CdnResult push = of(dead, CdnPolicy.PUSH);
        assertThat(push.originBytes()).isEqualTo(push.downBytes()).isPositive();
    }

    /** One title that nobody expected: caches have it after the first viewer, and what is filled ahead does not. */
    @Test
    void crowdsAreForPullWhatNobodyExpected() throws Exception {
        List<FlashCrowd> crowd = List.of(new FlashCrowd(40, 4, 0.8));
        List<CdnResult> calm = run(options(1, 24, 0, List.of(), List.of(), 5), 0.1);
        List<CdnResult> wild = run(options(1, 24, 0, crowd, List.of(), 5), 0.1);
        assertThat(of(wild, CdnPolicy.LRU).byteHitRatio())
                .isGreaterThan(of(calm, CdnPolicy.LRU).byteHitRatio());
        assertThat(of(wild, CdnPolicy.PUSH).byteHitRatio())
                .isLessThan(of(calm, CdnPolicy.PUSH).byteHitRatio());
    }

    @Test
    void whatIsFilledWithEverythingNeverMisses() throws Exception {
        CdnResult push = of(run(options(2, 0, 0.5, List.of(), List.of(), 4), 1), CdnPolicy.PUSH);
        assertThat(push.originBytes()).isZero();
        assertThat(push.peakUplink()).isZero();
        assertThat(push.fillSeconds()).isPositive();
    }

    @Test
    void tracesAreReplayed() throws Exception {
        StringBuilder lines = new StringBuilder();
        int[] requests = DrawnRequests.zipf(20_000, 300, 0.9, 12);
        for (int i = 0; i < requests.length; i++) {
            lines.append(10 * i).append(' ').append(requests[i]).append(" 7\n");
        }
        RequestTrace trace = RequestTrace.read(
                "trace", new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
        CdnOptions options =
                new CdnOptions(1, 1, 0, 1, 1, trace.hours(), 0, 1, 0, 0, 1, 1_000_000, List.of(), List.of(), 1);
        List<CdnResult> results = CdnSimulator.recorded(trace, options).run(0.1, ALL, 2, () -> {});
        int objects = (int) Arrays.stream(requests).distinct().count();
        int[] sizes = DrawnRequests.sizes(300, 7, 7, 0);
        long capacity = Math.round(0.1 * objects * 7);
        assertThat(of(results, CdnPolicy.LRU).hitBytes())
                .isEqualTo(DrawnRequests.run(CdnPolicy.LRU.cache(sizes, capacity), requests));
        // the first day nothing is known, the second what the first was
        assertThat(of(results, CdnPolicy.PUSH).byteHitRatio())
                .isCloseTo(of(results, CdnPolicy.LFU).byteHitRatio() * trace(requests), Offset.offset(0.1));
        for (CdnResult result : results) {
            assertThat(result.hitBytes())
                    .isLessThanOrEqualTo(of(results, CdnPolicy.CLAIRVOYANT).hitBytes());
        }
    }

    /** The share of the requests behind the first day. */
    private static double trace(int[] requests) {
        return 1 - CdnOptions.SECONDS_PER_DAY / 10.0 / requests.length;
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> options(5, 0, 0, List.of(), List.of(), 1)).hasMessage("regions 5: is not from 1 to 4");
        assertThatThrownBy(() -> options(1, 48, 0, List.of(), List.of(), 1))
                .hasMessage("warm-up 48: is not from 0 to 47");
        assertThatThrownBy(() -> options(1, 0, 0, List.of(), List.of(new Failure(5, 0, 1)), 1))
                .hasMessage("edge of a failure 5: is not from 1 to 4");
        assertThatThrownBy(() -> options(1, 0, 0, List.of(new FlashCrowd(1, 1, 2)), List.of(), 1))
                .hasMessage("share of a flash crowd 2: is not from 0 to 1");
        assertThatThrownBy(() -> run(options(1, 0, 0, List.of(), List.of(), 1), 1.5))
                .hasMessage("capacity 1.5: is not from 0 to 1");
    }
}
