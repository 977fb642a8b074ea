package org.rundelta.rate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plans the quantiser of every segment of a title: as even as a cap allows. */
final class Timeline {
    /** Of the bucket, what predictions may fill: they err. */
    private static final double FULL = 0.9;

    /** Up to here, a bucket counts as empty. */
    private static final double EMPTY = 0.1;

    /** Of what stays free in the bucket, what a segment leaves to the ones before. */
    private static final double LEFT_TO_OTHERS = 0.5;

    /** What a keyframe is expected to take at its coarsest is multiplied with this, to be sure that it fits. */
    private static final double SURE = 1.2;

    private static final int SEARCH_STEPS = 40;

    private final RateTarget target;
    private final List<SegmentModel> models;
    private final double budget;
    private final double refining;
    private final double[] floors;
    private double quantiser;

    /**
     * A plan for segments.
     *
     * @param models of the segments in order of time
     * @param budget bits of all
     * @param refining what refining takes on top, at most, as a part of this
     */
    Timeline(RateTarget target, List<SegmentModel> models, double budget, double refining) {
        this.refining = refining;
        this.target = target;
        this.models = models;
        this.budget = budget;
        floors = new double[models.size()];
    }

    /** Bits of all, where no segment has a finer quantiser. */
    private double bits(double least) {
        double sum = 0;
        for (int k = 0; k < models.size(); k++) {
            sum += models.get(k).bits(Math.max(least, floors[k]));
        }
        return sum;
    }

    /** The quantiser at which all take the budget, or the nearest there is. */
    double solve() {
        double low = 0;
        double high = Quantisers.COARSEST;
        for (int step = 0; step < SEARCH_STEPS; step++) {
            double middle = (low + high) / 2;
            if (bits(middle) > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Plans all segments, their bits as predicted. */
    List<SegmentPlan> plan() {
        quantiser = solve();
        if (!target.isCapped()) {
            return plans(null, null);
        }
        Arrays.fill(floors, 0);
        double[] starts = new double[models.size()];
        double[] peaks = new double[models.size()];
        while (raise(starts, peaks)) {
            quantiser = solve();
        }
        return plans(starts, peaks);
    }

    /**
     * Raises the quantisers of those segments that overflow the bucket.
     *
     * @param starts takes what is in the bucket when each segment begins
     * @param peaks takes the most that is in it during each
     * @return whether any could be raised
     */
    private boolean raise(double[] starts, double[] peaks) {
        Bucket bucket =
                new Bucket(target.maxrate(), target.bufsize(), 0, models.get(0).seconds()[0]);
        int emptyAt = 0;
        for (int k = 0; k < models.size(); k++) {
            SegmentModel model = models.get(k);
            double q = Math.max(quantiser, floors[k]);
            peaks[k] = 0;
            for (int i = 0; i < model.size(); i++) {
                bucket.advance(model.seconds()[i]);
                if (i == 0) {
                    starts[k] = bucket.fill();
                    emptyAt = bucket.fill() < EMPTY * target.bufsize() ? k : emptyAt;
                }
                bucket.add(model.bits(i, q));
                peaks[k] = Math.max(peaks[k], bucket.fill());
            }
            if (peaks[k] > FULL * target.bufsize() && raise(emptyAt, k)) {
                return true;
            }
        }
        return false;
    }

    private boolean raise(int first, int last) {
        boolean any = false;
        for (int k = first; k <= last; k++) {
            double q = Math.max(quantiser, floors[k]);
            any |= q < Quantisers.COARSEST;
            floors[k] = Math.min(q + 1, Quantisers.COARSEST);
        }
        return any;
    }

    private List<SegmentPlan> plans(double[] starts, double[] peaks) {
        List<SegmentPlan> plans = new ArrayList<>();
        for (int k = 0; k < models.size(); k++) {
            SegmentModel model = models.get(k);
            double q = Math.max(quantiser, floors[k]);
            double bits = model.bits(q);
            plans.add(new SegmentPlan(
                    model,
                    q,
                    bits,
                    refining * bits,
                    SegmentPlan.USUAL_FREEDOM,
                    starts == null ? null : cap(k, starts, peaks)));
        }
        return plans;
    }

    private SegmentPlan.Cap cap(int k, double[] starts, double[] peaks) {
        boolean isLast = k == models.size() - 1;
        double end = isLast ? target.bufsize() : share(k + 1, starts, peaks);
        double[] seconds = models.get(isLast ? k : k + 1).seconds();
        double endTime = isLast ? seconds[seconds.length - 1] : seconds[0];
        return new SegmentPlan.Cap(target.maxrate(), target.bufsize(), share(k, starts, peaks), end, endTime);
    }

    /** What may be in the bucket when a segment begins. */
    private double share(int k, double[] starts, double[] peaks) {
        if (k == 0) {
            return 0;
        }
        double keyframe = SURE * models.get(k).bits(0, Quantisers.COARSEST);
        double most = Math.max(0, target.bufsize() - keyframe);
        return Math.min(most, starts[k] + LEFT_TO_OTHERS * Math.max(0, target.bufsize() - peaks[k]));
    }
}
