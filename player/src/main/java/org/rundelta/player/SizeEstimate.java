package org.rundelta.player;

/**
 * The size of segments whose manifest tells only a bandwidth: that, times the ratio that was seen of true sizes to such
 * ones; of a rung of which nothing was seen, the ratio of the nearest.
 */
public final class SizeEstimate {
    /** So many segments ahead sizes are estimated anew; no rule looks further. */
    public static final int AHEAD = 32;

    /** How much a segment changes the ratio: what is shown on a screen changes, and lasts for some segments. */
    private static final double WEIGHT = 0.3;

    private final double[] ratios;

    /** An estimate that has seen nothing yet. */
    public SizeEstimate(int rungs) {
        ratios = new double[rungs];
    }

    /**
     * Learns from a segment.
     *
     * @param ratio of its true size to that by bandwidth, above 0
     */
    public void add(int rung, double ratio) {
        ratios[rung] = ratios[rung] == 0 ? ratio : (1 - WEIGHT) * ratios[rung] + WEIGHT * ratio;
    }

    /** By what to multiply; 1 as long as nothing was seen. */
    public double ratio(int rung) {
        for (int away = 0; away < ratios.length; away++) {
            double above = rung + away < ratios.length ? ratios[rung + away] : 0;
            double below = rung - away >= 0 ? ratios[rung - away] : 0;
            if (above + below > 0) {
                return Math.max(above, below);
            }
        }
        return 1;
    }
}
