package org.rundelta.check;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.Period;
import org.rundelta.dash.Representation;

/** Checks what one manifest says, and all that it says it of. */
final class ManifestCheck {
    /** Durations are stated in milliseconds, rounded up. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private final Path folder;
    private final String name;
    private final Mpd mpd;
    private final Findings findings;
    private int representations;
    private int segments;

    /** @param name of the manifest, in that folder */
    ManifestCheck(Path folder, String name, Mpd mpd, Findings findings) {
        this.folder = folder;
        this.name = name;
        this.mpd = mpd;
        this.findings = findings;
    }

    int representations() {
        return representations;
    }

    int segments() {
        return segments;
    }

    void run() throws IOException, ManifestException {
        if (mpd.minBufferTime().isZero()) {
            findings.add(name, "MPD@minBufferTime is 0", "the duration of the longest segment");
        }
        requireUnique("Period@id", mpd.periods().stream().map(Period::id).toList());
        for (Period period : mpd.periods()) {
            checkPeriod(period);
        }
        checkDuration();
    }

    private void checkDuration() {
        List<Duration> durations = mpd.periods().stream().map(Period::duration).toList();
        if (durations.stream().allMatch(Objects::nonNull)) {
            Duration sum = durations.stream().reduce(Duration.ZERO, Duration::plus);
            findings.compare(name, "how long the presentation lasts", mpd.mediaPresentationDuration(), sum);
        }
    }

    private void checkPeriod(Period period) throws IOException, ManifestException {
        requireUnique(
                "AdaptationSet@id",
                period.adaptationSets().stream().map(AdaptationSet::id).toList());
        requireUnique(
                "Representation@id",
                period.adaptationSets().stream()
                        .flatMap(set -> set.representations().stream())
                        .map(Representation::id)
                        .toList());
        Duration end = Duration.ZERO;
        for (AdaptationSet set : period.adaptationSets()) {
            end = max(end, checkSet(period, set));
        }
        Duration stated = mpd.durationOf(period);
        if (stated == null) {
            findings.add(name, "a period without a duration", end.toString());
        } else if (stated.compareTo(end) < 0 || !end.isZero() && stated.compareTo(end.plus(ROUNDING)) > 0) {
            findings.add(name, "the period lasts " + stated, end + ", as its media do");
        }
    }

    /**
     * Checks the representations and whether they are aligned; how long the longest lasts. What is one file says nothing of
     * that.
     */
    private Duration checkSet(Period period, AdaptationSet set) throws IOException, ManifestException {
        Duration end = Duration.ZERO;
        List<CheckedRepresentation> checked = new ArrayList<>();
        for (Representation representation : set.representations()) {
            RepresentationCheck check =
                    new RepresentationCheck(folder, name, mpd, period, set, representation, findings);
            CheckedRepresentation result = check.run();
            representations++;
            segments += result.segments().size();
            end = set.isOneFile(representation) ? end : max(end, result.end());
            checked.add(result);
        }
        if (set.segmentAlignment() || set.subsegmentAlignment()) {
            for (CheckedRepresentation each : checked) {
                requireAligned(checked.get(0), each);
            }
        }
        return end;
    }

    private void requireAligned(CheckedRepresentation first, CheckedRepresentation other) {
        if (first.segments().size() != other.segments().size()) {
            findings.add(
                    name,
                    "representation " + other.id() + " has " + other.segments().size() + " segments",
                    first.segments().size() + ", as " + first.id() + " has in the same set");
            return;
        }
        for (int i = 0; i < first.segments().size(); i++) {
            if (first.start(i).compareTo(other.start(i)) != 0) {
                findings.add(
                        name,
                        "segment " + (i + 1) + " of representation " + other.id() + " begins at " + other.start(i),
                        first.start(i) + ", as that of " + first.id() + " in the same set");
                return;
            }
        }
    }

    private void requireUnique(String what, List<?> ids) {
        Set<Object> seen = new HashSet<>();
        for (Object id : ids) {
            if (id != null && !seen.add(id)) {
                findings.add(name, what + " " + id + " is there twice", "each once");
            }
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
