package org.rundelta.player;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rundelta.abr.AbrRule;
import org.rundelta.abr.Decision;
import org.rundelta.abr.Download;
import org.rundelta.abr.Observation;
import org.rundelta.abr.ThroughputEstimate;
import org.rundelta.abr.Title;

/**
 * Plays a title from its first segment to its last: waits until the buffer has room for the next segment, asks the rule,
 * fetches, and has the rule decide anew where it abandons. While it waits it may replace what is in the buffer. One playback;
 * not for several threads.
 */
public final class PlaybackLoop {
    /** What came of fetching a segment; {@code ENDED}: the title has, before it. */
    private enum Outcome {
        FETCHED,
        ABANDONED,
        ENDED
    }

    private final Title title;
    private final AbrRule rule;
    private final double maxBufferMs;
    private final PlaybackClock clock;
    private final SegmentFetcher fetcher;
    private final boolean isReplacing;
    private final MediaBuffer buffer = new MediaBuffer();
    private final ThroughputEstimate throughput;
    private final List<PlaybackReport.Fetched> fetched = new ArrayList<>();
    private final double startMs;
    private double startupMs;
    private int abandoned;
    private int replaced;
    private boolean hasReplacementFailed;

    /**
     * A playback.
     *
     * @param isReplacing whether segments in the buffer are fetched anew, in a higher rung, while there is time
     * @throws IllegalArgumentException if the buffer does not hold two segments
     */
    public PlaybackLoop(
            Title title,
            AbrRule rule,
            double maxBufferMs,
            PlaybackClock clock,
            SegmentFetcher fetcher,
            boolean isReplacing) {
        if (maxBufferMs < 2 * title.longestSegmentMs()) {
            throw new IllegalArgumentException(
                    "a buffer of " + maxBufferMs / 1000 + " s does not hold two segments of " + title.name()
                            + ", which last up to " + title.longestSegmentMs() / 1000 + " s; allow a longer one");
        }
        this.title = title;
        this.rule = rule;
        this.maxBufferMs = maxBufferMs;
        this.clock = clock;
        this.fetcher = fetcher;
        this.isReplacing = isReplacing;
        throughput = new ThroughputEstimate(title.segmentMs());
        startMs = clock.nowMs();
    }

    /**
     * Plays all of it.
     *
     * @throws IOException as the fetcher and the clock
     */
    public PlaybackReport run() throws IOException {
        Outcome outcome = Outcome.FETCHED;
        for (int segment = 0; outcome == Outcome.FETCHED && segment < title.segments() && isThere(segment); segment++) {
            do {
                waitForRoom(title.durationMs(segment));
                outcome = fetch(segment);
            } while (outcome == Outcome.ABANDONED);
        }
        buffer.end();
        play(clock.waitMs(0));
        while (isReplacing && replace()) {}
        buffer.playOut();
        settle();
        return new PlaybackReport(
                title, fetched, startupMs, buffer.playedMs(), buffer.stalledMs(), buffer.stalls(), abandoned, replaced);
    }

    /** Whether there is such a segment; waits for it. */
    private boolean isThere(int segment) throws IOException {
        double ms = fetcher.availableInMs(segment);
        while (ms > 0) {
            if (!isReplacing || !replace()) {
                play(clock.waitMs(ms));
            }
            ms = fetcher.availableInMs(segment);
        }
        return ms == 0;
    }

    private void waitForRoom(double durationMs) throws IOException {
        double levelMs = buffer.levelMs();
        while (isReplacing && buffer.levelMs() + durationMs > maxBufferMs && replace()) {}
        double aboveMs = buffer.levelMs() + durationMs - maxBufferMs;
        if (aboveMs > 0) {
            play(clock.waitMs(aboveMs));
        }
        if (buffer.levelMs() < levelMs) {
            rule.waited(levelMs - buffer.levelMs());
        }
    }

    /** Lets time pass. */
    private void play(double ms) throws IOException {
        buffer.play(ms);
        settle();
    }

    private void settle() throws IOException {
        fetcher.shown(isReplacing ? fetched.size() - Math.max(0, buffer.segments() - 1) : fetched.size());
    }

    /** Fetches one segment of the buffer anew; whether there was one, and all went well. */
    private boolean replace() throws IOException {
        Replacement replacement = Replacement.find(title, fetched, buffer, maxBufferMs, throughput);
        if (replacement == null || hasReplacementFailed) {
            return false;
        }
        Download download = fetcher.replace(replacement.segment(), replacement.rung(), replacement.mostMs());
        if (download.receivedBits() > 0) {
            throughput.add(download);
        }
        hasReplacementFailed = !download.isCompleteIn(replacement.mostMs());
        if (!hasReplacementFailed) {
            replaced++;
            PlaybackReport.Fetched before = fetched.get(replacement.segment());
            fetched.set(
                    replacement.segment(),
                    new PlaybackReport.Fetched(
                            download.rung(), before.requestedMs(), clock.nowMs() - startMs, before.bufferMs()));
        }
        play(download.elapsedMs());
        return !hasReplacementFailed;
    }

    private Outcome fetch(int segment) throws IOException {
        Decision decision = rule.decide(new Observation(segment, buffer.levelMs(), throughput));
        if (decision.pauseMs() > 0) {
            play(clock.waitMs(decision.pauseMs()));
        }
        double requestedMs = clock.nowMs() - startMs;
        double levelMs = buffer.levelMs();
        int[] lower = {AbrRule.KEEP};
        SegmentFetcher.Watcher watcher = soFar -> {
            lower[0] = rule.abandon(soFar, Math.max(0, levelMs - soFar.elapsedMs()));
            return lower[0] == AbrRule.KEEP;
        };
        Download download =
                fetcher.fetch(segment, decision.rung(), segment == 0 ? SegmentFetcher.Watcher.PATIENT : watcher);
        if (download == null) {
            return Outcome.ENDED;
        }
        play(download.elapsedMs());
        if (lower[0] != AbrRule.KEEP) {
            abandoned++;
            rule.abandoned(download, lower[0], buffer.levelMs());
            return Outcome.ABANDONED;
        }
        startupMs = segment == 0 ? clock.nowMs() - startMs : startupMs;
        buffer.add(title.durationMs(segment));
        rule.finished(download, buffer.levelMs());
        throughput.add(download);
        fetched.add(new PlaybackReport.Fetched(download.rung(), requestedMs, clock.nowMs() - startMs, levelMs));
        hasReplacementFailed = false;
        settle();
        return Outcome.FETCHED;
    }
}
