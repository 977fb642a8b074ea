package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwarmModelsTest {
    private static final double FOR_EVER = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({
        "1, 4000000, 0",
        "4, 4000000, 0",
        "32, 4000000, 0",
        "8, 1000000, 0",
        "32, 1000000, 0",
        "8, 4000000, 2000000"
    })
    void bothModelsComeNearTheBoundAndNotBelow(int edges, long edgeUp, long edgeDown) {
        SwarmPlan plan = new SwarmPlan(52_428_800, 800, edges, 4_000_000, edgeUp, edgeDown, 0, 0, FOR_EVER);
        double bound = plan.bounds().swarm();
        assertThat(FlowModel.run(plan).last()).isCloseTo(bound, Percentage.withPercentage(0.1));
        assertThat(PieceModel.run(plan, 3).last()).isBetween(bound * 0.999, bound * 1.1);
    }

    /**
     * Measured with {@code swarm fill}; docs/swarm.md has the figures. Left out is what more than links limited: 32 edges that
     * send 4 MB/s.
     */
    @ParameterizedTest
    @CsvSource({
        "2, 4000000, 13.21",
        "4, 4000000, 13.20",
        "8, 4000000, 13.33",
        "16, 4000000, 13.28",
        "2, 1000000, 17.56",
        "4, 1000000, 26.30",
        "8, 1000000, 35.21",
        "16, 1000000, 42.52",
        "32, 1000000, 48.75"
    })
    void modelOfPiecesIsWithinATenthOfWhatWasMeasured(int edges, long edgeUp, double measured) {
        SwarmPlan plan = new SwarmPlan(52_428_800, 800, edges, 4_000_000, edgeUp, 0, 0, 0, FOR_EVER);
        assertThat(PieceModel.run(plan, 3).last()).isCloseTo(measured, Percentage.withPercentage(10));
    }

    @Test
    void whoSendsNothingWaitsLonger() {
        SwarmPlan plan = new SwarmPlan(52_428_800, 200, 100, 4_000_000, 1_000_000, 0, 0.2, 0, FOR_EVER);
        SwarmTimes times = FlowModel.run(plan);
        assertThat(times.freeRiders()).isGreaterThan(times.mean() * 1.2);
        assertThat(times.last()).isGreaterThanOrEqualTo(plan.bounds().swarm() * 0.999);
        SwarmTimes inPieces = PieceModel.run(plan, 3);
        assertThat(inPieces.freeRiders()).isGreaterThan(inPieces.mean() * 1.2);
        assertThat(inPieces.last()).isGreaterThanOrEqualTo(plan.bounds().swarm() * 0.999);
    }

    @Test
    void crowdThatComesSlowlyIsServedByThoseThatStay() {
        SwarmPlan stay = new SwarmPlan(52_428_800, 200, 1000, 4_000_000, 1_000_000, 0, 0, 2000, FOR_EVER);
        SwarmPlan leave = new SwarmPlan(52_428_800, 200, 1000, 4_000_000, 1_000_000, 0, 0, 2000, 0);
        assertThat(FlowModel.run(stay).mean()).isLessThan(FlowModel.run(leave).mean());
    }

    @Test
    void hundredThousandEdgesAreSimulated() {
        SwarmPlan plan = new SwarmPlan(52_428_800, 200, 100_000, 4_000_000, 4_000_000, 0, 0, 60, 600);
        assertThat(FlowModel.run(plan).mean()).isCloseTo(13.1, within(13.1));
    }

    @Test
    void plansThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SwarmPlan(100, 10, 0, 1, 1, 0, 0, 0, FOR_EVER));
        assertThatIllegalArgumentException().isThrownBy(() -> new SwarmPlan(100, 10, 1, 0, 1, 0, 0, 0, FOR_EVER));
        assertThatIllegalArgumentException().isThrownBy(() -> new SwarmPlan(100, 10, 1, 1, 1, 0, 2, 0, FOR_EVER));
    }
}
