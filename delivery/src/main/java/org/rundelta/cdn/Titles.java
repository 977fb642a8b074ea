package org.rundelta.cdn;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What can be watched: titles, each in some rungs, each a row of segments. An object is one segment of one rung, and what is
 * filled ahead is a group, all segments of a rung.
 */
final class Titles {
    private static final double LONGEST_SPREAD = 3;

    private final int rungs;
    private final int[] sizes;
    private final int[] groups;

    /** The first object of each group, and behind them one more: how many there are. */
    private final int[] starts;

    private Titles(int rungs, int[] starts, int[] groupSizes) {
        this.rungs = rungs;
        this.starts = starts;
        sizes = new int[starts[starts.length - 1]];
        groups = new int[sizes.length];
        for (int group = 0; group < groupSizes.length; group++) {
            Arrays.fill(sizes, starts[group], starts[group + 1], groupSizes[group]);
            Arrays.fill(groups, starts[group], starts[group + 1], group);
        }
    }

    /**
     * Draws titles: most last half an hour, a third of them less than 20 or more than 45 minutes; and some need half as many
     * bits again as others.
     *
     * @throws IllegalArgumentException if they have too many segments
     */
    static Titles drawn(CdnOptions options, SplittableRandom random) {
        int rungs = CdnOptions.RUNG_BITRATES.length;
        int[] starts = new int[options.titles() * rungs + 1];
        int[] groupSizes = new int[options.titles() * rungs];
        long objects = 0;
        for (int title = 0; title < options.titles(); title++) {
            double spread = Math.max(-LONGEST_SPREAD, Math.min(LONGEST_SPREAD, random.nextGaussian()));
            double seconds = CdnOptions.TITLE_SECONDS * Math.exp(CdnOptions.TITLE_SPREAD * spread);
            int segments = (int) Math.max(1, Math.round(seconds / options.segmentSeconds()));
            double complexity = 1 + CdnOptions.COMPLEXITY_SPREAD * (2 * random.nextDouble() - 1);
            for (int rung = 0; rung < rungs; rung++) {
                int group = title * rungs + rung;
                double bits = CdnOptions.RUNG_BITRATES[rung] * complexity * options.segmentSeconds();
                groupSizes[group] = (int) Math.max(1, Math.round(bits / Byte.SIZE));
                objects += segments;
                if (objects > Integer.MAX_VALUE / 4) {
                    throw new IllegalArgumentException(
                            "more than " + Integer.MAX_VALUE / 4 + " segments; give fewer titles, or longer segments");
                }
                starts[group + 1] = (int) objects;
            }
        }
        return new Titles(rungs, starts, groupSizes);
    }

    /** Each object a title of its own. */
    static Titles ofObjects(int[] sizes) {
        int[] starts = new int[sizes.length + 1];
        Arrays.setAll(starts, i -> i);
        return new Titles(1, starts, sizes);
    }

    int count() {
        return groups() / rungs;
    }

    int rungs() {
        return rungs;
    }

    int groups() {
        return starts.length - 1;
    }

    int objects() {
        return sizes.length;
    }

    /** Bytes of each object; not to be changed. */
    int[] sizes() {
        return sizes;
    }

    int group(int object) {
        return groups[object];
    }

    int title(int object) {
        return groups[object] / rungs;
    }

    int firstObject(int group) {
        return starts[group];
    }

    int segments(int group) {
        return starts[group + 1] - starts[group];
    }

    long groupBytes(int group) {
        return segments(group) * (long) sizes[starts[group]];
    }

    /** Bytes of everything. */
    long bytes() {
        long bytes = 0;
        for (int group = 0; group < groups(); group++) {
            bytes += groupBytes(group);
        }
        return bytes;
    }
}
