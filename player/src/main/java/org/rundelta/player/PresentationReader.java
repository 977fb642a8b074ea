package org.rundelta.player;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.Location;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;
import org.rundelta.dash.TimeWindow;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.SegmentIndex;

/**
 * Chooses what of an MPD is played, and finds its segments: of each period the first adaptation set with video that is not
 * for trick play, and the first with audio.
 */
final class PresentationReader {
    /** Far above every index of {@link SegmentIndex#MAX_REFERENCES} segments. */
    private static final int MAX_INDEX = 1 << 21;

    /** So much of a live title is looked at, at most. */
    private static final Duration MOST_DEPTH = Duration.ofMinutes(5);

    private final URI manifest;
    private final Mpd mpd;
    private final Downloads downloads;

    PresentationReader(URI manifest, Mpd mpd, Downloads downloads) {
        this.manifest = manifest;
        this.mpd = mpd;
        this.downloads = downloads;
    }

    /** All of a static title. */
    Presentation read() throws IOException, ManifestException {
        return new Presentation(nameOf(manifest), periods(null), Double.NEGATIVE_INFINITY, false);
    }

    /**
     * Reads its periods, indexes too.
     *
     * @param now since the start of the presentation, for what there is of a dynamic one; null for all of a static one
     * @return of a dynamic presentation possibly none
     * @throws IOException if an index cannot be had
     * @throws ManifestException if there is nothing to play, or what there is is not supported; begins with the URL
     */
    List<PlayablePeriod> periods(Duration now) throws IOException, ManifestException {
        try {
            List<PlayablePeriod> periods = new ArrayList<>();
            for (Period period : mpd.periods()) {
                TimeWindow window = now == null ? TimeWindow.of(mpd.durationOf(period)) : window(period, now);
                if (window != null) {
                    periods.add(read(period, window));
                }
            }
            periods.removeIf(period -> now != null && period.segments() == 0);
            if (now == null && periods.stream().anyMatch(period -> period.segments() == 0)) {
                throw new ManifestException("unsupported MPD: a period has no segments");
            }
            return periods;
        } catch (ManifestException | Mp4Exception | IllegalArgumentException e) {
            throw new ManifestException(manifest + ": " + e.getMessage(), e);
        }
    }

    /** The last name of the path, or of the folder if it says nothing. */
    static String nameOf(URI manifest) {
        String[] names = Objects.requireNonNullElse(manifest.getPath(), "").split("/", -1);
        int last = names.length - 1;
        return last > 0 && names[last].equals("manifest.mpd") ? names[last - 1] : names[last];
    }

    /** What there is of a period by now; null if it is over or yet to begin. */
    private TimeWindow window(Period period, Duration now) throws ManifestException {
        Duration start = start(period);
        Duration elapsed = now.minus(start);
        Duration depth = mpd.timeShiftBufferDepth();
        boolean isShort = depth != null && depth.compareTo(MOST_DEPTH) < 0;
        Duration from = elapsed.minus(isShort ? depth : MOST_DEPTH);
        Duration lasts = mpd.durationOf(period);
        boolean isOpen = lasts == null || lasts.compareTo(elapsed) > 0;
        boolean isThere = !elapsed.isNegative() && (isOpen || lasts.compareTo(from) > 0);
        return isThere
                ? new TimeWindow(from.isNegative() ? Duration.ZERO : from, isOpen ? elapsed : lasts, isOpen)
                : null;
    }

    private Duration start(Period period) throws ManifestException {
        Duration start = mpd.startOf(period);
        if (start == null) {
            throw new ManifestException("unsupported MPD: it does not tell when a period begins");
        }
        return start;
    }

    private PlayablePeriod read(Period period, TimeWindow window) throws IOException, ManifestException, Mp4Exception {
        AdaptationSet audio = first(
                period.adaptationSets().stream().filter(AdaptationSet::hasAudio).toList());
        AdaptationSet video = first(period.adaptationSets().stream()
                .filter(set -> set.hasVideo() && set.trickPlayOf().isEmpty())
                .toList());
        if (video == null && audio == null) {
            throw new ManifestException("unsupported MPD: a period has neither video nor audio");
        }
        List<LocatedRepresentation> rungs = new ArrayList<>();
        for (Representation representation : (video == null ? audio : video).ladder()) {
            rungs.add(locate(period, video == null ? audio : video, representation, window));
        }
        int segments = rungs.get(0).segments().media().size();
        if (rungs.stream().anyMatch(rung -> rung.segments().media().size() != segments)) {
            throw new ManifestException("unsupported MPD: its representations have not the same segments");
        }
        boolean isAudioApart = video != null && audio != null;
        long lowest = rungs.get(0).representation().bandwidth();
        return new PlayablePeriod(
                start(period).toMillis(),
                window.isOpen(),
                rungs,
                isAudioApart ? locate(period, audio, fitting(audio, lowest), window) : null);
    }

    private static AdaptationSet first(List<AdaptationSet> sets) {
        return sets.isEmpty() ? null : sets.get(0);
    }

    /** The best audio that takes at most half of what the lowest rung of the video does, else the lowest. */
    private static Representation fitting(AdaptationSet audio, long lowestVideo) {
        List<Representation> representations = audio.ladder();
        Representation best = representations.get(0);
        for (Representation each : representations) {
            best = each.bandwidth() <= lowestVideo / 2 ? each : best;
        }
        return best;
    }

    private LocatedRepresentation locate(
            Period period, AdaptationSet set, Representation representation, TimeWindow window)
            throws IOException, ManifestException, Mp4Exception {
        List<Location> locations = Location.of(manifest, mpd, period, set, representation);
        LocatedSegments segments = LocatedSegments.of(set, representation, window, range -> index(locations, range));
        String type = representation.mimeType() == null ? set.mimeType() : representation.mimeType();
        return new LocatedRepresentation(representation, type == null || type.endsWith("/mp4"), locations, segments);
    }

    private SegmentIndex index(List<Location> locations, ByteRange range)
            throws IOException, ManifestException, Mp4Exception {
        return SegmentIndex.read(
                downloads.get(locations, new FileRange("", range), MAX_INDEX).bytes());
    }
}
