package org.rundelta.swarm;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * A swarm as flows: all that is sent is divided evenly among those that lack something, but for what goes to those that
 * send (tit for tat); nobody has more than has left the seed. Takes N log N steps for N edges.
 */
public final class FlowModel {
    /** The part of what is sent that goes to all, as chosen by lot. */
    private static final double BY_LOT = 1.0 / PeerOptions.SLOTS;

    private final SwarmPlan plan;
    private final double[] waited;
    private final Queue<Flow> giving = new PriorityQueue<>(Comparator.comparingDouble(Flow::until));
    private final Queue<Flow> taking = new PriorityQueue<>(Comparator.comparingDouble(Flow::until));
    private final Queue<Double> departures = new ArrayDeque<>();
    private double now;

    /** Bytes that an edge there since the beginning would have got: one that sends, and one that does not. */
    private double given;

    private double taken;

    /**
     * An edge.
     *
     * @param until it has everything when {@code given}, or {@code taken}, is that
     */
    private record Flow(int edge, double until) {}

    private FlowModel(SwarmPlan plan) {
        this.plan = plan;
        waited = new double[plan.edges()];
    }

    /** Runs it. */
    public static SwarmTimes run(SwarmPlan plan) {
        FlowModel model = new FlowModel(plan);
        model.run();
        return SwarmTimes.of(plan, model.waited);
    }

    private void run() {
        int next = 0;
        while (next < plan.edges() || !giving.isEmpty() || !taking.isEmpty()) {
            if (next < plan.edges() && plan.arrival(next) <= now) {
                arrive(next++);
                continue;
            }
            double arrival = next < plan.edges() ? plan.arrival(next) : Double.POSITIVE_INFINITY;
            double departure = departures.isEmpty() ? Double.POSITIVE_INFINITY : departures.peek();
            double giveRate = rate(true);
            double takeRate = rate(false);
            double done = Math.min(left(giving, given) / giveRate, left(taking, taken) / takeRate);
            double step = Math.max(0, Math.min(done, Math.min(arrival, departure) - now));
            if (isFirstCopy()) {
                step = Math.min(step, plan.bytes() / (double) plan.seedUp() - now);
            }
            now = now + step;
            given += giveRate * step;
            taken += takeRate * step;
            finish(giving, given, true);
            finish(taking, taken, false);
            while (!departures.isEmpty() && departures.peek() <= now) {
                departures.remove();
            }
        }
    }

    private void arrive(int edge) {
        if (plan.isFreeRider(edge)) {
            taking.add(new Flow(edge, taken + plan.bytes()));
        } else {
            giving.add(new Flow(edge, given + plan.bytes()));
        }
    }

    private static double left(Queue<Flow> flows, double so) {
        return flows.isEmpty() ? Double.POSITIVE_INFINITY : flows.peek().until() - so;
    }

    private void finish(Queue<Flow> flows, double so, boolean sends) {
        // Rounding must not leave a flow a byte's fraction short for ever.
        while (!flows.isEmpty() && flows.peek().until() - so < 1e-3) {
            int edge = flows.remove().edge();
            waited[edge] = now - plan.arrival(edge);
            if (sends) {
                departures.add(now + plan.staySeconds());
            }
        }
    }

    private boolean isFirstCopy() {
        return now < plan.bytes() / (double) plan.seedUp();
    }

    /** What an edge gets now, in bytes a second: one that sends, or one that does not. */
    private double rate(boolean sends) {
        double all = plan.seedUp() + (double) plan.edgeUp() * (giving.size() + departures.size());
        int wanting = giving.size() + taking.size();
        double rate;
        if (taking.isEmpty() || giving.isEmpty()) {
            rate = all / Math.max(1, wanting);
        } else {
            rate = BY_LOT * all / wanting + (sends ? (1 - BY_LOT) * all / giving.size() : 0);
        }
        rate = plan.edgeDown() > 0 ? Math.min(rate, (double) plan.edgeDown()) : rate;
        return isFirstCopy() ? Math.min(rate, (double) plan.seedUp()) : rate;
    }
}
