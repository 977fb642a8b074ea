package org.rundelta.player;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.dash.Location;

/**
 * Decides in which order the locations of a file are tried: as the steering server says, else as the manifest lists them;
 * one that failed comes last for some time.
 */
final class PathwaySelector {
    /** How long a location that failed is left alone as long as there are others. */
    private static final double PENALTY_MS = 60_000;

    private final WallClock clock;
    private final Map<String, Double> penalised = new HashMap<>();
    private Steering steering;
    private String current;

    PathwaySelector(WallClock clock) {
        this.clock = clock;
    }

    /**
     * Does as a steering server says from now on.
     *
     * @param isAwaited whether to wait for its first answer
     */
    void steer(Steering by, boolean isAwaited) {
        steering = by;
        steering.refresh(null, 0, isAwaited || clock.isFast());
    }

    /**
     * Asks the steering server, if there is one and it is time. Without waiting its answer is for the next file; where
     * waiting costs no time, there is no other time to have it in.
     *
     * @param kbps throughput that is expected, 0 if it is not known
     */
    void refresh(double kbps) {
        if (steering != null) {
            steering.refresh(current, kbps, clock.isFast());
        }
    }

    /** The same locations, best first. */
    List<Location> order(List<Location> locations) {
        return locations.stream()
                .sorted(Comparator.comparing(this::isPenalised).thenComparingInt(this::rank))
                .toList();
    }

    private int rank(Location location) {
        if (steering == null) {
            return 0;
        }
        int rank = location.pathway() == null ? -1 : steering.priority().indexOf(location.pathway());
        return rank < 0 ? Integer.MAX_VALUE : rank;
    }

    /** A file came from there. */
    void used(Location location) {
        current = location.pathway() == null ? current : location.pathway();
    }

    /** A file could not be had from there. */
    void failed(Location location) {
        penalised.put(nameOf(location), clock.nowMs() + PENALTY_MS);
    }

    private boolean isPenalised(Location location) {
        return penalised.getOrDefault(nameOf(location), 0.0) > clock.nowMs();
    }

    /** Its pathway; of one that has none, the server. */
    private static String nameOf(Location location) {
        return location.pathway() == null ? String.valueOf(location.base().getRawAuthority()) : location.pathway();
    }
}
