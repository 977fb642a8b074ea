package org.rundelta.packager;

import java.time.Duration;
import java.util.List;
import org.rundelta.dash.Descriptor;

/**
 * What only a live title has.
 *
 * @param window how much of the title is kept, at least {@link #shortestWindow}; null for all
 * @param clocks where players may learn what time it is, the best first; possibly none
 */
public record LiveOptions(Duration window, List<Descriptor> clocks) {
    /** The server that has the manifest: each says in its answers what time it is. */
    public static final Descriptor OWN_CLOCK = Descriptor.utcTiming("http-head", Packager.MANIFEST);

    /** All is kept. */
    public static final LiveOptions DEFAULT = new LiveOptions(null, List.of(OWN_CLOCK));

    public LiveOptions {
        clocks = List.copyOf(clocks);
    }

    /** A window is so long at least, for players to have something to play. */
    public static Duration shortestWindow(Duration segment) {
        return segment.multipliedBy(LiveTitle.DELAY_SEGMENTS);
    }
}
