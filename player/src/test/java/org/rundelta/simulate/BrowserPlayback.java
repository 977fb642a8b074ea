package org.rundelta.simulate;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.Title;
import org.rundelta.player.PlaybackReport;
import org.rundelta.simulate.NetworkTrace.Period;

/** What every rule decides over a title and a network that any engine draws alike; {@link BrowserTest} compiles it. */
final class BrowserPlayback {
    private static final double MAX_BUFFER_MS = 20_000;
    private static final double[] BITRATES_KBPS = {200, 400, 800, 1500, 3000};
    private static final int SEGMENT_MS = 2000;
    private static final int SEGMENTS = 150;

    private BrowserPlayback() {}

    /** Prints {@link #decisions}. */
    public static void main(String[] args) {
        System.out.print(decisions());
    }

    /** A line for each rule: its name, the rung of each segment, and how many downloads it abandoned. */
    static String decisions() {
        StringBuilder lines = new StringBuilder();
        for (String abr : AbrRules.names()) {
            Title title = title();
            PlaybackReport report =
                    Simulator.play(title, trace(), AbrRules.make(abr, title, MAX_BUFFER_MS), MAX_BUFFER_MS);
            lines.append(abr).append(' ');
            report.fetched().forEach(segment -> lines.append(segment.rung()));
            lines.append(' ').append(report.abandoned()).append('\n');
        }
        return lines.toString();
    }

    private static Title title() {
        double[] durations = new double[SEGMENTS];
        double[][] sizes = new double[SEGMENTS][BITRATES_KBPS.length];
        for (int segment = 0; segment < SEGMENTS; segment++) {
            durations[segment] = SEGMENT_MS;
            for (int rung = 0; rung < BITRATES_KBPS.length; rung++) {
                sizes[segment][rung] = BITRATES_KBPS[rung] * SEGMENT_MS * (1 + scattered(segment)) / 10;
            }
        }
        return new Title("drawn", durations, BITRATES_KBPS, sizes);
    }

    private static NetworkTrace trace() {
        List<Period> periods = new ArrayList<>();
        for (int second = 0; second < 120; second++) {
            periods.add(new Period(1000, 150 + 200 * scattered(second / 7) * scattered(second) / 10.0, 80));
        }
        return new NetworkTrace("drawn", "trace", periods);
    }

    /** From 0 to 18. */
    private static int scattered(int i) {
        return i * i * 7 % 19;
    }
}
