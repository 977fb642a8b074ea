package org.rundelta.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.rundelta.abr.AbrRule;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.Title;
import org.rundelta.player.PlaybackReport;

/**
 * Every title over every trace with every rule.
 *
 * @param titles at least one
 * @param traces at least one
 * @param abr names of {@link AbrRules}, at least one
 * @param maxBufferMs how much the client downloads ahead, at least two segments of each title
 * @param isReplacing whether it fetches segments in the buffer anew, in a higher rung, while there is time
 */
public record SimulationBatch(
        List<Title> titles, List<NetworkTrace> traces, List<String> abr, double maxBufferMs, boolean isReplacing) {
    /** One playback. */
    public record Run(Title title, NetworkTrace trace, String abr, PlaybackReport report) {}

    public SimulationBatch {
        titles = List.copyOf(titles);
        traces = List.copyOf(traces);
        abr = List.copyOf(abr);
    }

    /** How many playbacks that is. */
    public int size() {
        return titles.size() * traces.size() * abr.size();
    }

    /**
     * Runs them on so many threads.
     *
     * @param keep what is to be kept of a playback; called by these threads
     * @return what was kept, by trace, then title, then rule, however many threads there are
     * @throws IllegalArgumentException if there is no such rule, or the buffer is too short
     */
    public <T> List<T> run(int threads, Function<Run, T> keep) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>(size());
            for (NetworkTrace trace : traces) {
                for (Title title : titles) {
                    for (String rule : abr) {
                        futures.add(pool.submit(() -> keep.apply(play(title, trace, rule))));
                    }
                }
            }
            List<T> results = new ArrayList<>(futures.size());
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Run play(Title title, NetworkTrace trace, String rule) {
        AbrRule made = AbrRules.make(rule, title, maxBufferMs);
        return new Run(title, trace, rule, Simulator.play(title, trace, made, maxBufferMs, isReplacing));
    }
}
