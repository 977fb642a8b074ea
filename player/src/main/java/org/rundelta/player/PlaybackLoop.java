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
 * fetches, and has the rule decide anew where it abandons. One playback; not for several threads.
 */
public final class PlaybackLoop {
    private final Title title;
    private final AbrRule rule;
    private final double maxBufferMs;
    private final PlaybackClock clock;
    private final SegmentFetcher fetcher;
    private final MediaBuffer buffer = new MediaBuffer();
    private final ThroughputEstimate throughput;
    private final List<PlaybackReport.Fetched> fetched = new ArrayList<>();
    private final double startMs;
    private double startupMs;
    private int abandoned;

    /** @throws IllegalArgumentException if the buffer does not hold two segments */
    public PlaybackLoop(Title title, AbrRule rule, double maxBufferMs, PlaybackClock clock, SegmentFetcher fetcher) {
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
        throughput = new ThroughputEstimate(title.segmentMs());
        startMs = clock.nowMs();
    }

    /**
     * Plays all of it.
     *
     * @throws IOException as the fetcher and the clock
     */
    public PlaybackReport run() throws IOException {
        for (int segment = 0; segment < title.segments() && isThere(segment); segment++) {
            boolean isFetched = false;
            while (!isFetched) {
                waitForRoom(title.durationMs(segment));
                isFetched = fetch(segment);
            }
        }
        buffer.playOut();
        return new PlaybackReport(
                title, fetched, startupMs, buffer.playedMs(), buffer.stalledMs(), buffer.stalls(), abandoned);
    }

    /** Whether there is such a segment; waits for it. */
    private boolean isThere(int segment) throws IOException {
        double ms = fetcher.availableInMs(segment);
        while (ms > 0) {
            buffer.play(clock.waitMs(ms));
            ms = fetcher.availableInMs(segment);
        }
        return ms == 0;
    }

    private void waitForRoom(double durationMs) throws IOException {
        double aboveMs = buffer.levelMs() + durationMs - maxBufferMs;
        if (aboveMs > 0) {
            double waitedMs = clock.waitMs(aboveMs);
            buffer.play(waitedMs);
            rule.waited(waitedMs);
        }
    }

    /** Whether the segment is there then; otherwise it was abandoned. */
    private boolean fetch(int segment) throws IOException {
        Decision decision = rule.decide(new Observation(segment, buffer.levelMs(), throughput));
        if (decision.pauseMs() > 0) {
            buffer.play(clock.waitMs(decision.pauseMs()));
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
        buffer.play(download.elapsedMs());
        if (lower[0] != AbrRule.KEEP) {
            abandoned++;
            rule.abandoned(download, lower[0], buffer.levelMs());
            return false;
        }
        startupMs = segment == 0 ? clock.nowMs() - startMs : startupMs;
        buffer.add(title.durationMs(segment));
        rule.finished(download, buffer.levelMs());
        throughput.add(download);
        fetched.add(new PlaybackReport.Fetched(download.rung(), requestedMs, clock.nowMs() - startMs, levelMs));
        return true;
    }
}
