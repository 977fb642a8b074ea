package org.rundelta.fill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What came of a fill.
 *
 * @param edges one for each that was to get something
 */
public record FillResult(List<EdgeResult> edges) {
    /** Copies the list. */
    public FillResult {
        edges = List.copyOf(edges);
    }

    /** @param problem of each transfer, empty if it was done */
    static FillResult of(FillPlan plan, Function<Transfer, String> problem) {
        Map<String, EdgeResult> edges = new LinkedHashMap<>();
        for (Transfer transfer : plan.transfers()) {
            String why = problem.apply(transfer);
            long bytes = transfer.part().bytes();
            edges.merge(
                    transfer.edge(),
                    new EdgeResult(transfer.edge(), bytes, why.isEmpty() ? bytes : 0, why),
                    (a, b) -> new EdgeResult(
                            a.id(),
                            a.bytes() + b.bytes(),
                            a.bytesDone() + b.bytesDone(),
                            a.problem().isEmpty() ? b.problem() : a.problem()));
        }
        return new FillResult(List.copyOf(edges.values()));
    }

    /**
     * What came of one edge.
     *
     * @param id its id
     * @param bytes that it was to get
     * @param bytesDone those of them that it has
     * @param problem why it does not have all, the first of several reasons; empty if it has
     */
    public record EdgeResult(String id, long bytes, long bytesDone, String problem) {}
}
