package org.rundelta.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.abr.Decision;
import org.rundelta.abr.Observation;
import org.rundelta.abr.Title;
import org.rundelta.player.PlaybackReport;
import org.rundelta.simulate.NetworkTrace;
import org.rundelta.simulate.Simulator;

/**
 * A streaming client that takes the best rung its throughput estimate allows, times a margin. It fetches at most 25 seconds
 * ahead, begins with the lowest rung, abandons nothing, and plays the title again and again for {@value #PLAYED_SECONDS}
 * seconds.
 */
final class ThroughputClient {
    private static final double PLAYED_SECONDS = 300;
    private static final double MAX_BUFFER_MS = 25_000;
    private static final double MARGIN = 0.9;
    private static final double KILO = 1000;

    private final PackagedLadder ladder;
    private final Title title;

    /** What a viewer got, over the seconds of the title that were played. */
    record Playback(double bytesPerSecond, double quality, double stalledShare) {}

    /** @param highest the best rung that it may take */
    ThroughputClient(PackagedLadder ladder, int highest) {
        this.ladder = ladder;
        List<Double> durations = new ArrayList<>();
        List<double[]> sizes = new ArrayList<>();
        double played = 0;
        for (int segment = 0; played < PLAYED_SECONDS; segment = (segment + 1) % segments()) {
            double[] bits = new double[highest + 1];
            for (int rung = 0; rung <= highest; rung++) {
                bits[rung] = bytes(rung, segment) * Byte.SIZE;
            }
            sizes.add(bits);
            durations.add(ladder.seconds().get(segment) * KILO);
            played += ladder.seconds().get(segment);
        }
        double[] bitrates = new double[highest + 1];
        for (int rung = 0; rung <= highest; rung++) {
            bitrates[rung] = ladder.bitrate(rung) / KILO;
        }
        title = new Title(
                "packaged",
                durations.stream().mapToDouble(Double::doubleValue).toArray(),
                bitrates,
                sizes.toArray(double[][]::new));
    }

    private int segments() {
        return ladder.seconds().size();
    }

    private double bytes(int rung, int segment) {
        return ladder.rungs().get(rung).bytes().get(segment);
    }

    /** @param visible quality above this, in dB, counts as this */
    Playback play(NetworkTrace trace, double visible) {
        PlaybackReport report = Simulator.play(title, trace, this::decide, MAX_BUFFER_MS);
        double bytes = 0;
        double quality = 0;
        for (int i = 0; i < title.segments(); i++) {
            int rung = report.fetched().get(i).rung();
            int segment = i % segments();
            bytes += bytes(rung, segment);
            quality += ladder.seconds().get(segment)
                    * Math.min(visible, ladder.rungs().get(rung).quality().get(segment));
        }
        double played = title.lengthMs() / KILO;
        return new Playback(
                bytes / played, quality / played, report.stalledMs() / (report.playedMs() + report.stalledMs()));
    }

    private Decision decide(Observation seen) {
        int chosen = 0;
        for (int rung = 1; rung < title.rungs() && seen.throughput().isKnown(); rung++) {
            chosen = title.bitrateKbps(rung) <= MARGIN * seen.throughput().kbps() ? rung : chosen;
        }
        return Decision.of(chosen);
    }
}
