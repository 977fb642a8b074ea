package org.rundelta.cli;

import java.util.List;
import org.rundelta.fill.FillEdge;
import org.rundelta.fill.FillNetwork;
import org.rundelta.fill.FillPlan;
import org.rundelta.fill.LeftOut;
import org.rundelta.fill.Transfer;

/**
 * The JSON report of {@code cdn fill}.
 *
 * @param edges one for each of the plan file, in its order
 * @param transfers by the time at which they begin
 * @param leftOut what is watched and goes nowhere, what would be watched most first
 * @param bytes that are sent to all edges together
 * @param servedShare of all views, those that an edge of their region will serve
 * @param seconds that it takes
 * @param windowSeconds that the window is open each day
 * @param windows that it takes, so many days
 */
record FillReport(
        List<Edge> edges,
        List<Move> transfers,
        List<Rest> leftOut,
        long bytes,
        double servedShare,
        double seconds,
        double windowSeconds,
        long windows) {
    private static final double MS_PER_SECOND = 1000;

    /**
     * What an edge gets.
     *
     * @param titles of which it gets something
     * @param fullShare of its capacity
     * @param views that it serves
     * @param seconds after which it is filled
     */
    record Edge(
            String id,
            String region,
            int tier,
            String from,
            long titles,
            long bytes,
            double fullShare,
            double views,
            double seconds) {
        private static Edge of(FillFile request, FillEdge edge, FillPlan plan, boolean bySwarms) {
            List<Transfer> own = plan.transfers().stream()
                    .filter(transfer -> transfer.edge().equals(edge.id()))
                    .toList();
            long bytes = own.stream().mapToLong(each -> each.part().bytes()).sum();
            return new Edge(
                    edge.id(),
                    edge.region(),
                    bySwarms ? 1 : request.network().tier(edge),
                    bySwarms ? FillNetwork.SWARM : edge.parent().orElse(FillNetwork.ORIGIN),
                    own.stream().map(Transfer::title).distinct().count(),
                    bytes,
                    (double) bytes / edge.capacity(),
                    own.stream().mapToDouble(Transfer::views).sum(),
                    own.stream()
                                    .mapToDouble(each -> each.end().toMillis())
                                    .max()
                                    .orElse(0)
                            / MS_PER_SECOND);
        }
    }

    /** One transfer. */
    record Move(
            String edge,
            String source,
            int tier,
            String title,
            String part,
            long bytes,
            int files,
            double views,
            double startSeconds,
            double endSeconds) {
        private static Move of(Transfer transfer) {
            return new Move(
                    transfer.edge(),
                    transfer.source(),
                    transfer.tier(),
                    transfer.title(),
                    transfer.part().name(),
                    transfer.part().bytes(),
                    transfer.part().files().size(),
                    transfer.views(),
                    transfer.start().toMillis() / MS_PER_SECOND,
                    transfer.end().toMillis() / MS_PER_SECOND);
        }
    }

    /** What goes to no edge of a region; {@code why} is "rare" or "no room". */
    record Rest(String title, String rung, String region, double views, long bytes, String why) {
        private static Rest of(LeftOut rest) {
            String why = rest.reason() == LeftOut.Reason.RARE ? "rare" : "no room";
            return new Rest(rest.title(), rest.rung(), rest.region(), rest.views(), rest.bytes(), why);
        }
    }

    /** @param bySwarms whether edges get each part from each other */
    static FillReport of(FillFile request, FillPlan planned, boolean bySwarms) {
        FillPlan plan = bySwarms ? planned.bySwarms(request.network()) : planned;
        double window = request.window().length().toMillis() / MS_PER_SECOND;
        double seconds = plan.duration().toMillis() / MS_PER_SECOND;
        return new FillReport(
                request.network().edges().stream()
                        .map(edge -> Edge.of(request, edge, plan, bySwarms))
                        .toList(),
                plan.transfers().stream().map(Move::of).toList(),
                plan.leftOut().stream().map(Rest::of).toList(),
                plan.bytes(),
                plan.views() == 0 ? 0 : plan.served() / plan.views(),
                seconds,
                window,
                (long) Math.ceil(seconds / window));
    }
}
