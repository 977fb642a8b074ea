package org.rundelta.codec.frame;

/**
 * The tolerance of a frame: what counts as near enough, and the levels, {@code 2 * tolerance + 1} apart, that literals
 * are rounded to. The levels do not depend on the prediction, so that equal colours of the source stay equal and
 * repeated glyphs still repeat.
 */
final class Quantiser {
    private int tolerance;
    private int step;
    private final int[] level = new int[256];

    Quantiser() {
        setTolerance(0);
    }

    void setTolerance(int tolerance) {
        this.tolerance = tolerance;
        step = 2 * tolerance + 1;
        for (int value = 0; value < level.length; value++) {
            level[value] = (value + tolerance) / step;
        }
    }

    /** 1 if no channel of the colour is further from the source than the tolerance, else 0. */
    int near(int source, int colour) {
        if (source == colour) {
            return 1;
        }
        return tolerance != 0
                        && Math.abs((source >> 16) - (colour >> 16)) <= tolerance
                        && Math.abs((source >> 8 & 0xFF) - (colour >> 8 & 0xFF)) <= tolerance
                        && Math.abs((source & 0xFF) - (colour & 0xFF)) <= tolerance
                ? 1
                : 0;
    }

    /** The residual between a channel's value and its prediction, in levels. */
    int residual(int source, int prediction) {
        return level[source] - level[prediction];
    }

    /** The channel value of a prediction and a residual in levels, whatever the residual. */
    int restore(int prediction, int residual) {
        return Math.min(Math.max(level[prediction] + residual, 0) * step, 255);
    }
}
