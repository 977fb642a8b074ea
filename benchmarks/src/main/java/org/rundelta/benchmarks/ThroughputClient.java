package org.rundelta.benchmarks;

/**
 * A streaming client that takes the best rung its throughput estimate allows: the smaller of two exponentially weighted
 * means, with half-lives of 3 and 8 seconds of download, times a margin. It fetches one segment after the other, at most
 * 25 seconds ahead, begins with the lowest rung, and plays the title again and again for {@value #PLAYED_SECONDS} seconds.
 */
final class ThroughputClient {
    private static final double PLAYED_SECONDS = 300;
    private static final double MAX_BUFFER = 25;
    private static final double MARGIN = 0.9;
    private static final double FAST_HALF_LIFE = 3;
    private static final double SLOW_HALF_LIFE = 8;

    private final PackagedLadder ladder;
    private final int highest;
    private final Mean fast = new Mean(FAST_HALF_LIFE);
    private final Mean slow = new Mean(SLOW_HALF_LIFE);

    /** What a viewer got, over the seconds of the title that were played. */
    record Playback(double bytesPerSecond, double quality, double stalledShare) {}

    private static final class Mean {
        private final double halfLife;
        private double value;
        private double weight;

        Mean(double halfLife) {
            this.halfLife = halfLife;
        }

        void add(double sample, double seconds) {
            double kept = Math.pow(0.5, seconds / halfLife);
            value = kept * value + (1 - kept) * sample;
            weight = kept * weight + (1 - kept);
        }

        double value() {
            return weight == 0 ? 0 : value / weight;
        }
    }

    /** @param highest the best rung that it may take */
    ThroughputClient(PackagedLadder ladder, int highest) {
        this.ladder = ladder;
        this.highest = highest;
    }

    /** @param visible quality above this, in dB, counts as this */
    Playback play(NetworkTrace trace, double visible) {
        NetworkTrace.Network network = trace.start();
        double buffer = 0;
        double played = 0;
        double stalled = 0;
        double bytes = 0;
        double quality = 0;
        for (int i = 0; played < PLAYED_SECONDS; i++) {
            int segment = i % ladder.seconds().size();
            double seconds = ladder.seconds().get(segment);
            if (buffer > MAX_BUFFER - seconds) {
                network.pass(buffer - (MAX_BUFFER - seconds));
                buffer = MAX_BUFFER - seconds;
            }
            PackagedLadder.PackagedRung rung = ladder.rungs().get(choose());
            double taken = fetch(network, rung.bytes().get(segment));
            // Waiting for the first segment is startup, not a stall.
            stalled += i == 0 ? 0 : Math.max(0, taken - buffer);
            buffer = Math.max(0, buffer - taken) + seconds;
            played += seconds;
            bytes += rung.bytes().get(segment);
            quality += seconds * Math.min(visible, rung.quality().get(segment));
        }
        return new Playback(bytes / played, quality / played, stalled / (played + stalled));
    }

    private double fetch(NetworkTrace.Network network, double bytes) {
        double taken = network.download(bytes);
        double throughput = bytes * Byte.SIZE / taken;
        fast.add(throughput, taken);
        slow.add(throughput, taken);
        return taken;
    }

    private int choose() {
        double allowed = MARGIN * Math.min(fast.value(), slow.value());
        int chosen = 0;
        for (int rung = 1; rung <= highest; rung++) {
            if (ladder.bitrate(rung) <= allowed) {
                chosen = rung;
            }
        }
        return chosen;
    }
}
