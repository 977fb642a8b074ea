package org.rundelta.text;

import java.time.Duration;
import java.util.Objects;

/**
 * Text that is shown for a time (WebVTT, 4.1).
 *
 * @param start since the start of the presentation, in whole milliseconds
 * @param end after {@code start}
 * @param id empty if it has none
 * @param settings as WebVTT writes them, {@code align:left line:0}; empty if it has none
 * @param payload cue text in WebVTT's markup, lines divided by {@code \n}, none of them empty
 */
public record Cue(Duration start, Duration end, String id, String settings, String payload) {
    /** @throws IllegalArgumentException if it would end before it is shown */
    public Cue {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(payload, "payload");
        if (start.isNegative() || end.compareTo(start) <= 0) {
            throw new IllegalArgumentException("a cue from " + start + " to " + end);
        }
    }

    /** The same cue, shown until then at most. */
    public Cue until(Duration latest) {
        return end.compareTo(latest) <= 0 ? this : new Cue(start, latest, id, settings, payload);
    }
}
