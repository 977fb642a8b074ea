package org.rundelta.player;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.Period;
import org.rundelta.dash.UriReference;

/**
 * Follows a title that changes while it is played (ISO/IEC 23009-1, 5.4 and A.3): joins it at the live edge less the
 * delay, has new segments as time goes by and from new manifests, and ends when the manifest says so or nothing new comes.
 */
final class LiveTitle {
    /** How long nothing new may come, at least; else as long as five segments last. */
    private static final double PATIENCE_MS = 15_000;

    private static final int PATIENCE_SEGMENTS = 5;

    /** How many segments behind live it begins where the manifest suggests nothing. */
    private static final int DELAY_SEGMENTS = 3;

    private static final double POLL_MS = 100;
    private static final double SHORTEST_UPDATE_MS = 500;

    private URI manifest;
    private final Downloads downloads;
    private final WallClock clock;
    private final UtcClock utc;
    private final Instant start;
    private Mpd mpd;
    private Presentation presentation;
    private double readMs;
    private double newsMs;

    /**
     * A title whose manifest was read just now.
     *
     * @param manifest where to get new ones, unless it says otherwise
     */
    LiveTitle(URI manifest, Mpd mpd, Downloads downloads, WallClock clock) {
        this.manifest = manifest;
        this.mpd = mpd;
        this.downloads = downloads;
        this.clock = clock;
        utc = UtcClock.of(mpd.utcTimings(), manifest, downloads);
        start = mpd.availabilityStartTime();
        readMs = clock.nowMs();
        newsMs = readMs;
    }

    /** Joins it; waits for the first segments if there are none yet. */
    Presentation join() throws IOException, ManifestException {
        List<PlayablePeriod> periods = periods();
        while (periods.isEmpty()) {
            if (isOver() || clock.nowMs() - newsMs > PATIENCE_MS) {
                throw new ManifestException(manifest + ": a live title that has no segments now; try again later");
            }
            clock.waitUntil(clock.nowMs() + POLL_MS);
            update();
            periods = periods();
        }
        PlayablePeriod last = periods.get(periods.size() - 1);
        double endMs = last.startMs() + last.endMs(last.segments() - 1);
        double liveMs = mpd.changes() ? Math.max(ms(sinceStart()), endMs) : endMs;
        double longestMs = last.durationMs(last.segments() - 1);
        double fromMs = Math.min(liveMs - delayMs(longestMs), endMs - longestMs);
        presentation = new Presentation(PresentationReader.nameOf(manifest), periods, fromMs, true);
        return presentation;
    }

    /** The most that can be in the buffer: it does not hold what is yet to come. */
    double mostMs() {
        double longestMs = presentation.title().longestSegmentMs();
        return Math.max(2 * longestMs, delayMs(longestMs));
    }

    /** How far behind live it is shown, at least. */
    private double delayMs(double segmentMs) {
        return mpd.suggestedPresentationDelay() != null
                ? ms(mpd.suggestedPresentationDelay())
                : Math.max(ms(mpd.minBufferTime()), DELAY_SEGMENTS * segmentMs);
    }

    /** How long it takes at least until a segment can be had: 0 if it can, {@link SegmentFetcher#NEVER} at the end. */
    double availableInMs(int segment) throws IOException {
        if (segment >= presentation.segments() && !isOver()) {
            update();
        }
        if (segment >= presentation.segments()) {
            extend();
        }
        if (segment < presentation.segments()) {
            return 0;
        }
        return isOver() || clock.nowMs() - newsMs > patienceMs() ? SegmentFetcher.NEVER : POLL_MS;
    }

    /** How long something is waited for. */
    double patienceMs() {
        return Math.max(PATIENCE_MS, PATIENCE_SEGMENTS * presentation.title().longestSegmentMs());
    }

    /**
     * Waits a little for a segment that should be there and is not: clocks differ, and a title may end earlier than was said.
     *
     * @return whether it is still to come, by the newest manifest
     */
    boolean isExpected(int segment) throws IOException {
        clock.waitUntil(clock.nowMs() + POLL_MS);
        updateAfter(SHORTEST_UPDATE_MS);
        if (mpd.changes()) {
            return true;
        }
        try {
            List<PlayablePeriod> periods = periods();
            PlayablePeriod last = periods.get(periods.size() - 1);
            int lastSegment = last.segments() - 1;
            double lastMs = last.startMs() + last.endMs(lastSegment) - last.durationMs(lastSegment) / 2;
            return presentation.slot(segment).startMs() < lastMs;
        } catch (ManifestException e) {
            throw new UnavailableException(new IOException(e.getMessage(), e), true);
        }
    }

    /** Between a time of the presentation and now, in ms. */
    double behindLiveMs(double presentationMs) {
        return ms(sinceStart()) - presentationMs;
    }

    private static double ms(Duration duration) {
        return (double) duration.toMillis();
    }

    private Duration sinceStart() {
        return Duration.between(start, utc.now());
    }

    private boolean isOver() {
        if (!mpd.changes()) {
            return true;
        }
        Period last = mpd.periods().get(mpd.periods().size() - 1);
        Duration began = mpd.startOf(last);
        Duration lasts = mpd.durationOf(last);
        return began != null && lasts != null && sinceStart().compareTo(began.plus(lasts)) > 0;
    }

    private void extend() throws IOException {
        try {
            int known = presentation.segments();
            presentation.add(periods());
            newsMs = presentation.segments() > known ? clock.nowMs() : newsMs;
        } catch (ManifestException e) {
            // a manifest that is being written, say; the next will do, or nothing new comes
        }
    }

    private List<PlayablePeriod> periods() throws IOException, ManifestException {
        return new PresentationReader(manifest, mpd, downloads).periods(mpd.changes() ? sinceStart() : null);
    }

    /** Gets the manifest anew, if the one that is known has had its time. */
    private void update() throws IOException {
        if (mpd.minimumUpdatePeriod() != null) {
            updateAfter(Math.max(SHORTEST_UPDATE_MS, ms(mpd.minimumUpdatePeriod())));
        }
    }

    private void updateAfter(double ms) throws IOException {
        if (clock.nowMs() < readMs + ms) {
            return;
        }
        readMs = clock.nowMs();
        try {
            List<String> locations = mpd.locations();
            URI next = locations.isEmpty() ? manifest : UriReference.resolve(manifest, locations.get(0));
            Manifest newest = Manifest.get(next, downloads);
            mpd = newest.mpd();
            manifest = newest.uri();
        } catch (ManifestException | UnavailableException e) {
            // likewise
        }
    }
}
