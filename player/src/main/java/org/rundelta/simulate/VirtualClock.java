package org.rundelta.simulate;

import org.rundelta.player.PlaybackClock;

/** The time on a simulated network: it passes when the network is used or waited for. */
final class VirtualClock implements PlaybackClock {
    private final Network network;

    VirtualClock(Network network) {
        this.network = network;
    }

    @Override
    public double nowMs() {
        return network.nowMs();
    }

    @Override
    public double waitMs(double ms) {
        network.pass(ms);
        return ms;
    }
}
