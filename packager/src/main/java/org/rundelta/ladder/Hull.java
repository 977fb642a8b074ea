package org.rundelta.ladder;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The upper convex hull of quality over bitrate: the rungs that nothing tried beats, not even two others in turns. Over the
 * logarithm of the bitrate all that is on the hull would still be a rising curve, but nearly a straight one, on which
 * chance picks the points.
 *
 * @param points at least one, in rising order of both bitrate and quality
 */
public record Hull(List<RungEstimate> points) {
    public Hull {
        points = List.copyOf(points);
        if (points.isEmpty()) {
            throw new IllegalArgumentException("a hull has at least one point");
        }
    }

    /** The hull of what was tried, at least one estimate. */
    public static Hull of(Collection<RungEstimate> tried) {
        List<RungEstimate> sorted = new ArrayList<>(tried);
        sorted.sort(Comparator.comparingDouble(RungEstimate::bitrate)
                .thenComparing(Comparator.comparingDouble(RungEstimate::quality).reversed()));
        List<RungEstimate> hull = new ArrayList<>();
        for (RungEstimate point : sorted) {
            if (!hull.isEmpty() && point.quality() <= last(hull).quality()) {
                continue;
            }
            while (hull.size() >= 2 && !isAbove(last(hull), hull.get(hull.size() - 2), point)) {
                hull.remove(hull.size() - 1);
            }
            hull.add(point);
        }
        return new Hull(hull);
    }

    private static RungEstimate last(List<RungEstimate> list) {
        return list.get(list.size() - 1);
    }

    /** Whether a point lies above the line from the one to its left to the one to its right. */
    private static boolean isAbove(RungEstimate middle, RungEstimate left, RungEstimate right) {
        return (middle.quality() - left.quality()) * (right.bitrate() - left.bitrate())
                > (right.quality() - left.quality()) * (middle.bitrate() - left.bitrate());
    }

    /** Its point of the highest bitrate and quality. */
    public RungEstimate best() {
        return last(points);
    }

    /** How far the quality of an estimate is below the hull at its bitrate, in dB; to the left of the hull, 0. */
    double gap(RungEstimate estimate) {
        double rate = estimate.bitrate();
        if (rate < points.get(0).bitrate()) {
            return 0;
        }
        for (int i = 1; i < points.size(); i++) {
            RungEstimate right = points.get(i);
            if (rate <= right.bitrate()) {
                RungEstimate left = points.get(i - 1);
                double part = (rate - left.bitrate()) / (right.bitrate() - left.bitrate());
                return left.quality() + part * (right.quality() - left.quality()) - estimate.quality();
            }
        }
        return last(points).quality() - estimate.quality();
    }
}
