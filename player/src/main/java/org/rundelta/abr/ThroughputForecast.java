package org.rundelta.abr;

/**
 * What the throughput of the next downloads may be: a few levels around a mean of the last ones, how far apart is learnt
 * from how far off that mean was before, and how likely each follows another. Logarithms throughout, since networks vary by
 * factors.
 *
 * <p>The mean is short: of means with half-lives of 1.5 to 20 s those of 2 s erred least, on mobile networks, too. A
 * download that was faster than expected counts little for the spread, since only slower ones do harm.
 */
final class ThroughputForecast {
    private static final double HALF_LIFE_MS = 2000;

    /** The least that a download weighs, so that short ones on a fast network count. */
    private static final double LEAST_MS = 1500;

    /** The spread before anything was downloaded, and how many downloads that is worth. */
    private static final double FIRST_SPREAD = 0.3;

    private static final double FIRST_WEIGHT = 3;
    private static final double SMALLEST_SPREAD = 0.1;

    /** How much of an error still counts a download later. */
    private static final double KEPT = 0.95;

    /** Errors count no more than this; a network that became another one is not more volatile. */
    private static final double MOST_ABOVE = 0.5;

    private static final double MOST_BELOW = 1.5;

    /** Levels in spreads from the mean, lowest first, and the width of what each stands for; the lowest is rare. */
    private static final double[] LEVELS = {-4, -2.5, -1.5, -0.75, 0, 0.75, 1.5};

    private static final double[] WIDTHS = {0.5, 1.25, 0.875, 0.75, 0.75, 0.75, 0.75};

    /** How much of a distance from the mean is still there a download later. */
    private static final double PERSISTENCE = 0.8;

    /** Degrees of freedom of Student's t distribution, whose tails are heavy: outages happen. */
    private static final double FREEDOM = 3;

    /**
     * Networks that were steady for minutes break down, too, and not to a few spreads below what they were. The lowest level is
     * no more than so many times what the smallest files of a title need: titles are made for networks that carry these.
     */
    private static final double BREAKDOWN = 2;

    private static final double[][] NEXT = new double[LEVELS.length][];

    static {
        for (int from = 0; from < LEVELS.length; from++) {
            NEXT[from] = probabilities(PERSISTENCE * LEVELS[from]);
        }
    }

    private final Title title;
    private double sum;
    private double weight;
    private double errors;
    private double errorWeight;

    ThroughputForecast(Title title) {
        this.title = title;
    }

    private static double[] probabilities(double centre) {
        double variance = FREEDOM * (1 - PERSISTENCE * PERSISTENCE);
        double[] next = new double[LEVELS.length];
        double total = 0;
        for (int level = 0; level < next.length; level++) {
            double distance = LEVELS[level] - centre;
            next[level] = WIDTHS[level] * Math.pow(1 + distance * distance / variance, -(FREEDOM + 1) / 2);
            total += next[level];
        }
        for (int level = 0; level < next.length; level++) {
            next[level] /= total;
        }
        return next;
    }

    static int levels() {
        return LEVELS.length;
    }

    /** How likely each level is for the next download, if the one before was at the mean. */
    static double[] first() {
        return probabilities(0);
    }

    /** How likely each level follows {@code level}. */
    static double[] after(int level) {
        return NEXT[level];
    }

    /** Learns from a download. */
    void add(Download download) {
        double rate = Math.log(download.throughputKbps());
        if (weight > 0) {
            double error = Math.max(-MOST_BELOW, Math.min(MOST_ABOVE, rate - mean()));
            errors = KEPT * errors + error * error;
            errorWeight = KEPT * errorWeight + 1;
        }
        double kept = Math.pow(0.5, Math.max(LEAST_MS, download.transferMs()) / HALF_LIFE_MS);
        sum = kept * sum + (1 - kept) * rate;
        weight = kept * weight + (1 - kept);
    }

    private double mean() {
        return sum / weight;
    }

    /** The mean itself. */
    double meanKbps() {
        return Math.exp(mean());
    }

    /** Standard deviation of the logarithm. */
    double spread() {
        double variance = (FIRST_WEIGHT * FIRST_SPREAD * FIRST_SPREAD + errors) / (FIRST_WEIGHT + errorWeight);
        return Math.max(SMALLEST_SPREAD, Math.sqrt(variance));
    }

    /** The throughput at a level. */
    double kbps(int level) {
        double kbps = Math.exp(mean() + LEVELS[level] * spread());
        return level == 0 ? Math.min(kbps, BREAKDOWN * title.leastKbps()) : kbps;
    }

    /** The highest level that is not above a throughput; 0 if all are. */
    int levelOf(double kbps) {
        int level = 0;
        while (level + 1 < LEVELS.length && kbps(level + 1) <= kbps) {
            level++;
        }
        return level;
    }
}
