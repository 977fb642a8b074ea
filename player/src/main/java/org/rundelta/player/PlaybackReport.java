package org.rundelta.player;

import java.util.List;
import org.rundelta.abr.Title;

/**
 * What a viewer got of a title. {@code docs/simulation.md} defines the measures.
 *
 * @param title that was played, to its end
 * @param fetched what was played of each segment, in order
 * @param startupMs from the first request until the first segment was there
 * @param playedMs how long media was shown: the length of the title
 * @param stalledMs how long it stood still after it had begun
 * @param stalls how often
 * @param abandoned downloads
 * @param replaced segments that were in the buffer, and were fetched anew in a higher rung
 */
public record PlaybackReport(
        Title title,
        List<Fetched> fetched,
        double startupMs,
        double playedMs,
        double stalledMs,
        int stalls,
        int abandoned,
        int replaced) {
    /** How much worse a stall is than the utility of the time that it takes; gamma p of Spiteri and others. */
    private static final double STALL_COST = 5;

    /**
     * A segment as it was played.
     *
     * @param rung in which it was played
     * @param requestedMs when at first, since the first request
     * @param arrivedMs when it was there in that rung
     * @param bufferMs the buffer level when it was requested at first
     */
    public record Fetched(int rung, double requestedMs, double arrivedMs, double bufferMs) {}

    public PlaybackReport {
        fetched = List.copyOf(fetched);
    }

    /** From the first request to the end of the title. */
    public double totalMs() {
        return startupMs + playedMs + stalledMs;
    }

    /** Nominal bitrate of what was played, averaged over all of the time. */
    public double bitrateKbps() {
        double sum = 0;
        for (int segment = 0; segment < fetched.size(); segment++) {
            sum += title.bitrateKbps(fetched.get(segment).rung()) * title.durationMs(segment);
        }
        return sum / totalMs();
    }

    /** Utility of what was played, averaged over all of the time. */
    public double utility() {
        double sum = 0;
        for (int segment = 0; segment < fetched.size(); segment++) {
            sum += title.utility(fetched.get(segment).rung()) * title.durationMs(segment);
        }
        return sum / totalMs();
    }

    /** The share of all of the time in which it stalled. */
    public double stallRatio() {
        return stalledMs / totalMs();
    }

    /** Neighbouring segments of different rungs. */
    public int switches() {
        int switches = 0;
        for (int segment = 1; segment < fetched.size(); segment++) {
            switches += fetched.get(segment).rung() == fetched.get(segment - 1).rung() ? 0 : 1;
        }
        return switches;
    }

    /** Quality of experience as one number: utility, less what stalls cost. */
    public double score() {
        return utility() - STALL_COST * stallRatio();
    }
}
