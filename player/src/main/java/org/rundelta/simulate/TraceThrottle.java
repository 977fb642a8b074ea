package org.rundelta.simulate;

import org.rundelta.player.Throttle;

/**
 * A network trace held against a real network: what comes faster than the trace carries it is held back. The trace begins
 * with the playback and again when it ends.
 */
public final class TraceThrottle implements Throttle {
    /** A lag up to this is made up for: it is of waiting and of parts that came together, not of the network. */
    private static final double SLACK_MS = 100;

    private final Network network;

    public TraceThrottle(NetworkTrace trace) {
        network = new Network(trace.periods());
    }

    @Override
    public double request(double nowMs) {
        network.pass(Math.max(0, nowMs - network.nowMs()));
        network.request();
        return network.nowMs();
    }

    @Override
    public double transfer(double bits, double nowMs) {
        if (nowMs - network.nowMs() > SLACK_MS) {
            network.pass(nowMs - network.nowMs());
        }
        network.transfer(bits, bits, 0);
        return network.nowMs();
    }
}
