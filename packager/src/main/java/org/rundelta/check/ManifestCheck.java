package org.rundelta.check;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        Map<AdaptationSet, List<CheckedRepresentation>> checked = new LinkedHashMap<>();
        for (AdaptationSet set : period.adaptationSets()) {
            checked.put(set, checkSet(period, set));
            if (hasEnd(set)) {
                end = checked.get(set).stream().map(CheckedRepresentation::end).reduce(end, ManifestCheck::max);
            }
        }
        checked.keySet().forEach(set -> checkTrickPlay(set, checked));
        Duration stated = mpd.durationOf(period);
        if (stated == null) {
            findings.add(name, "a period without a duration", end.toString());
        } else if (stated.compareTo(end) < 0 || !end.isZero() && stated.compareTo(end.plus(ROUNDING)) > 0) {
            findings.add(name, "the period lasts " + stated, end + ", as its media do");
        }
    }

    /** Thumbnails, and what is one file, say nothing of how long they last. */
    private static boolean hasEnd(AdaptationSet set) {
        return !"image".equals(set.contentType())
                && set.representations().stream().noneMatch(set::isOneFile);
    }

    /** Checks the representations and whether they are aligned. */
    private List<CheckedRepresentation> checkSet(Period period, AdaptationSet set)
            throws IOException, ManifestException {
        List<CheckedRepresentation> checked = new ArrayList<>();
        for (Representation representation : set.representations()) {
            RepresentationCheck check =
                    new RepresentationCheck(folder, name, mpd, period, set, representation, findings);
            CheckedRepresentation result = check.run();
            representations++;
            segments += result.segments().size();
            checked.add(result);
        }
        if (set.segmentAlignment() || set.subsegmentAlignment()) {
            for (CheckedRepresentation each : checked) {
                requireAligned(checked.get(0), each);
            }
        }
        return checked;
    }

    /** What is for trick play is so of another set, and its segments begin where some of that set's do. */
    private void checkTrickPlay(AdaptationSet set, Map<AdaptationSet, List<CheckedRepresentation>> checked) {
        for (String id : set.trickPlayOf()) {
            Optional<AdaptationSet> main = checked.keySet().stream()
                    .filter(each -> id.equals(String.valueOf(each.id())))
                    .filter(each ->
                            each.trickPlayOf().isEmpty() && Objects.equals(each.contentType(), set.contentType()))
                    .findFirst();
            if (main.isEmpty()) {
                findings.add(name, "a set for trick play of " + id, "the id of a set for playing");
                continue;
            }
            Set<Duration> starts = new HashSet<>();
            for (CheckedRepresentation each : checked.get(main.get())) {
                starts.addAll(each.starts());
            }
            for (CheckedRepresentation each : checked.get(set)) {
                each.starts().stream()
                        .filter(start -> !starts.contains(start))
                        .findFirst()
                        .ifPresent(start -> findings.add(
                                name,
                                "a segment of representation " + each.id() + " begins at " + start,
                                "the start of a segment in set " + id + ", as it is for trick play of that"));
            }
        }
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
