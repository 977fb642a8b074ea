package org.rundelta.fill;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * What goes to which edge, from where and when. For any edge the transfers are in an order in which no manifest comes before
 * the rungs that the edge gets of its title; one that has a manifest may still lack some of the rungs that it names.
 *
 * @param transfers by the time at which they begin
 * @param leftOut what is watched and goes nowhere, what would be watched most first
 * @param ignored lines of the popularity that say nothing of this catalogue and these edges, a message for each
 * @param views of all that edges could hold
 * @param served those of them that an edge of their region serves
 */
public record FillPlan(
        List<Transfer> transfers, List<LeftOut> leftOut, List<String> ignored, double views, double served) {
    /** Copies the lists. */
    public FillPlan {
        transfers = List.copyOf(transfers);
        leftOut = List.copyOf(leftOut);
        ignored = List.copyOf(ignored);
    }

    /** The same, if edges get each part from each other. */
    public FillPlan bySwarms(FillNetwork network) {
        return new FillPlan(SwarmSchedule.of(transfers, network), leftOut, ignored, views, served);
    }

    /** How long it takes with the uplinks that there are. */
    public Duration duration() {
        return transfers.stream()
                .map(Transfer::end)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** What goes to all edges together. */
    public long bytes() {
        return transfers.stream().mapToLong(transfer -> transfer.part().bytes()).sum();
    }
}
