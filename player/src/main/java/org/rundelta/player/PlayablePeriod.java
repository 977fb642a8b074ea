package org.rundelta.player;

import java.util.List;

/**
 * What of a period is played. Times are in ms since its start.
 *
 * @param startMs since the start of the presentation
 * @param isOpen whether it goes on behind its last segment
 * @param rungs of the main content (video, or audio if there is none), lowest first; their segments have the same times
 * @param audio that goes with it, or null
 */
record PlayablePeriod(double startMs, boolean isOpen, List<LocatedRepresentation> rungs, LocatedRepresentation audio) {
    int segments() {
        return rungs.get(0).segments().media().size();
    }

    double durationMs(int segment) {
        return rungs.get(0).segments().durationMs(segment);
    }

    double endMs(int segment) {
        return rungs.get(0).segments().startMs(segment) + durationMs(segment);
    }

    private int audioSegments() {
        return audio == null ? 0 : audio.segments().media().size();
    }

    /** The first audio segment of which more than a half is after a time. */
    int audioAfter(double ms) {
        int first = 0;
        while (first < audioSegments()
                && audio.segments().startMs(first) + audio.segments().durationMs(first) / 2 <= ms) {
            first++;
        }
        return first;
    }

    /** Where the audio segment before one ends; {@code otherwise} if there is none. */
    double audioEndMs(int next, double otherwise) {
        return next == 0
                ? otherwise
                : audio.segments().startMs(next - 1) + audio.segments().durationMs(next - 1);
    }

    /**
     * The first audio segment that begins when a segment of the main content ends, or later.
     *
     * @param from where to begin looking: what it is for the segment before
     */
    int audioUntil(int segment, int from) {
        if (!isOpen && segment == segments() - 1) {
            return audioSegments();
        }
        int until = from;
        while (until < audioSegments() && audio.segments().startMs(until) < endMs(segment)) {
            until++;
        }
        return until;
    }

    /** Of the period's ladder, the best rung that is no better than one of the title's; else the lowest. */
    LocatedRepresentation rung(double bitrateKbps) {
        LocatedRepresentation best = rungs.get(0);
        for (LocatedRepresentation rung : rungs) {
            best = rung.bitrateKbps() <= bitrateKbps ? rung : best;
        }
        return best;
    }
}
