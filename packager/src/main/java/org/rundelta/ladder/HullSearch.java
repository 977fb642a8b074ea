package org.rundelta.ladder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rundelta.ladder.TrialGrid.Place;
import org.rundelta.packager.Rung;

/**
 * Says which rungs to try next: first a few that are far apart, then what is beside those near the hull, until nothing new
 * is near. Used by one thread.
 */
final class HullSearch {
    /** What is further below the hull than this, in dB, has nothing better beside it. */
    private static final double NEAR = 1;

    /** A title as good as this, in dB, with a coarse quality is mostly exact, so that lossless may be cheap. */
    private static final double MOSTLY_EXACT = 44;

    /** Lossless is not given up unless it costs so many times what the best of the hull does. */
    private static final double DEAR = 2;

    /** What a coarse quality costs of lossless, at least, where nothing is photographic. */
    private static final double GRAPHICS = 0.97;

    private final TrialGrid grid;
    private final Map<Place, Rung> tried = new LinkedHashMap<>();

    HullSearch(TrialGrid grid) {
        this.grid = grid;
    }

    /** Where to begin. */
    List<Rung> first() {
        return taken(grid.seeds());
    }

    /** What to try next by what is known of all that was tried; nothing at the end. */
    List<Rung> next(List<RungEstimate> estimates) {
        Map<Rung, RungEstimate> known = byRung(estimates);
        Set<Rung> near = near(estimates);
        Collection<Place> places = new LinkedHashSet<>();
        if (!tried.containsKey(Place.EXACT) && at(Place.MIDDLE, known).quality() >= MOSTLY_EXACT) {
            places.add(Place.EXACT);
        }
        for (Place place : tried.keySet()) {
            RungEstimate estimate = at(place, known);
            if (near.contains(estimate.rung())) {
                boolean isGoodEnough = estimate.blockQuality() >= LadderChoice.UNSEEN;
                grid.beside(place).stream()
                        .filter(next -> !tried.containsKey(next) && !(isGoodEnough && next.isFinerThan(place)))
                        .forEach(places::add);
            }
        }
        if (isGraphics(known)) {
            places.removeIf(Place::isNearlyExact);
        }
        return taken(places);
    }

    /** What is to be tried on the rest of the title. */
    List<Rung> result(List<RungEstimate> estimates) {
        return List.copyOf(near(estimates));
    }

    private List<Rung> taken(Collection<Place> places) {
        List<Rung> rungs = new ArrayList<>();
        for (Place place : places) {
            tried.put(place, grid.rung(place));
            rungs.add(tried.get(place));
        }
        return rungs;
    }

    private RungEstimate at(Place place, Map<Rung, RungEstimate> known) {
        return known.get(tried.get(place));
    }

    private static Map<Rung, RungEstimate> byRung(List<RungEstimate> estimates) {
        return estimates.stream().collect(Collectors.toMap(RungEstimate::rung, estimate -> estimate));
    }

    /**
     * Whether there is nothing photographic: then all qualities are lossless, as long as the size is the source's, and one
     * of them will do, to see whether it is so in all of the title.
     */
    private boolean isGraphics(Map<Rung, RungEstimate> known) {
        return tried.containsKey(Place.EXACT)
                && at(Place.MIDDLE, known).bitrate()
                        > GRAPHICS * at(Place.EXACT, known).bitrate();
    }

    /** The hull and what is little below it; what costs more than another that is as good is not. */
    private Set<Rung> near(List<RungEstimate> estimates) {
        Hull hull = Hull.of(estimates);
        RungEstimate best = hull.best();
        Set<Rung> near = new LinkedHashSet<>();
        for (RungEstimate estimate : estimates) {
            boolean isUseful = estimate.quality() < best.quality() && hull.gap(estimate) <= NEAR;
            boolean isCheapExact = LadderChoice.isExact(estimate) && estimate.bitrate() < DEAR * best.bitrate();
            boolean isMiddle = estimate.rung().equals(tried.get(Place.MIDDLE));
            if (isUseful || isCheapExact || isMiddle || hull.points().contains(estimate)) {
                near.add(estimate.rung());
            }
        }
        return near;
    }
}
