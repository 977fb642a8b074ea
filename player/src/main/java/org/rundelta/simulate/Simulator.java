package org.rundelta.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.rundelta.abr.AbrRule;
import org.rundelta.abr.Title;
import org.rundelta.player.PlaybackLoop;
import org.rundelta.player.PlaybackReport;

/** Plays titles over network traces in virtual time. */
public final class Simulator {
    private Simulator() {}

    /** Plays a title as the other method does, without replacing anything. */
    public static PlaybackReport play(Title title, NetworkTrace trace, AbrRule rule, double maxBufferMs) {
        return play(title, trace, rule, maxBufferMs, false);
    }

    /**
     * Plays a title over a trace from the beginning of both.
     *
     * @param rule made for this playback
     * @param maxBufferMs how much the client downloads ahead, at least two segments
     * @param isReplacing whether it fetches segments in the buffer anew, in a higher rung, while there is time
     * @throws IllegalArgumentException if the buffer is shorter
     */
    public static PlaybackReport play(
            Title title, NetworkTrace trace, AbrRule rule, double maxBufferMs, boolean isReplacing) {
        Network network = new Network(trace.periods());
        PlaybackLoop loop = new PlaybackLoop(
                title, rule, maxBufferMs, new VirtualClock(network), new SimulatedFetcher(title, network), isReplacing);
        try {
            return loop.run();
        } catch (IOException e) {
            throw new UncheckedIOException("a simulated network does not fail", e);
        }
    }
}
