package org.rundelta.cdn;

import java.util.List;
import java.util.Locale;

/**
 * What is simulated. docs/cdn-simulation.md says more of each.
 *
 * @param viewers sessions, over all hours and regions
 * @param titles in the catalogue
 * @param zipf exponent of their popularity
 * @param edges in all regions together
 * @param regions among which the edges are divided, and the viewers
 * @param hours that are simulated
 * @param warmUpHours of them that are not counted, so that caches are full
 * @param segmentSeconds how long a segment plays
 * @param predictionError of what is filled ahead: standard deviation of the logarithm of expected views
 * @param churn share of titles that change their place in popularity with another one each day
 * @param copies in how many edges of a region a rung is filled at most
 * @param uplink bits/s at which an edge can fetch
 * @param crowds that come at once
 * @param failures of edges
 * @param seed of all that is drawn
 */
public record CdnOptions(
        int viewers,
        int titles,
        double zipf,
        int edges,
        int regions,
        int hours,
        int warmUpHours,
        int segmentSeconds,
        double predictionError,
        double churn,
        int copies,
        long uplink,
        List<FlashCrowd> crowds,
        List<Failure> failures,
        long seed) {
    /** Bits/s of the rungs, before what a title needs more or less. */
    static final double[] RUNG_BITRATES = {1e6, 2.5e6, 5e6};

    /** How many of the sessions watch each. */
    static final double[] RUNG_SHARES = {0.2, 0.3, 0.5};

    static final double TITLE_SECONDS = 1800;
    static final double TITLE_SPREAD = 0.4;
    static final double COMPLEXITY_SPREAD = 0.3;

    /** So many watch to the end; of the others as many leave in each segment. */
    static final double COMPLETE_SHARE = 0.3;

    /** The share of the title that the others watch on average. */
    static final double LEFT_SHARE = 0.2;

    /** Viewers an hour swing by so much around their mean in a day. */
    static final double DAY_SWING = 0.7;

    static final int BUSIEST_HOUR = 21;

    /** Of media, with which a player begins. */
    static final double START_SECONDS = 2;

    static final double VIEWER_BITRATE = 20e6;
    static final double EDGE_LATENCY_SECONDS = 0.01;
    static final double ORIGIN_LATENCY_SECONDS = 0.08;

    /** Of an edge that is filled ahead and caches too, the share that is filled. */
    static final double HYBRID_SHARE = 0.75;

    static final int SECONDS_PER_HOUR = 3600;
    static final int SECONDS_PER_DAY = 24 * SECONDS_PER_HOUR;
    private static final int MOST_HOURS = 24 * 24;

    /**
     * Many who want the same title at once, one that nobody expected: that in the middle of the popularity.
     *
     * @param hour at which it begins
     * @param hours that it lasts
     * @param share of the sessions that begin meanwhile
     */
    public record FlashCrowd(double hour, double hours, double share) {}

    /**
     * An edge that serves nothing for a time, and then goes on with what it held.
     *
     * @param edge from 1
     * @param hour at which it begins
     * @param hours that it lasts
     */
    public record Failure(int edge, double hour, double hours) {
        boolean isDown(int second) {
            return second >= hour * SECONDS_PER_HOUR && second < (hour + hours) * SECONDS_PER_HOUR;
        }
    }

    /** @throws IllegalArgumentException if an option is out of its range, with one line about it */
    public CdnOptions {
        crowds = List.copyOf(crowds);
        failures = List.copyOf(failures);
        range("viewers", viewers, 1, 100_000_000);
        range("titles", titles, 1, 10_000_000);
        range("zipf", zipf, 0, 10);
        range("edges", edges, 1, 1000);
        range("regions", regions, 1, edges);
        range("edges for a region", -Math.floorDiv(-edges, regions), 1, Long.SIZE);
        range("hours", hours, 1, MOST_HOURS);
        range("warm-up", warmUpHours, 0, hours - 1);
        range("segment", segmentSeconds, 1, SECONDS_PER_HOUR);
        range("prediction-error", predictionError, 0, 10);
        range("churn", churn, 0, 1);
        range("copies", copies, 1, Integer.MAX_VALUE);
        range("uplink", (double) uplink, 1, Long.MAX_VALUE);
        for (FlashCrowd crowd : crowds) {
            range("hour of a flash crowd", crowd.hour, 0, MOST_HOURS);
            range("hours of a flash crowd", crowd.hours, 0, MOST_HOURS);
            range("share of a flash crowd", crowd.share, 0, 1);
        }
        for (Failure failure : failures) {
            range("edge of a failure", failure.edge, 1, edges);
            range("hour of a failure", failure.hour, 0, MOST_HOURS);
            range("hours of a failure", failure.hours, 0, MOST_HOURS);
        }
    }

    int seconds() {
        return hours * SECONDS_PER_HOUR;
    }

    int warmUpSeconds() {
        return warmUpHours * SECONDS_PER_HOUR;
    }

    /** Days that are begun; edges are filled at the begin of each. */
    int days() {
        return (seconds() + SECONDS_PER_DAY - 1) / SECONDS_PER_DAY;
    }

    static void range(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s %s: is not from %s to %s", what, text(value), text(least), text(most)));
        }
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
