package org.rundelta.rate;

import java.util.Collection;
import java.util.List;
import org.rundelta.codec.PictureCost;
import org.rundelta.rate.SegmentStats.Look;

/**
 * Expects what the pictures of a segment take of which only the first were coded: as much as these for the square root of
 * what the look-ahead says that they cost, as film does, and if it says that another scene begins, as the keyframe.
 */
final class Samples {
    /** A picture that costs more of what it would alone begins another scene. */
    private static final double NEW_SCENE = 0.6;

    private final RateLaw law;
    private final Scale ofTitle;

    /**
     * What some pictures took.
     *
     * @param photo bits of photographic blocks with quantiser 0
     * @param other bits, without entries in the file
     * @param roots of their costs
     */
    private record Scale(double photo, double other, double roots) {
        static final Scale NONE = new Scale(0, 0, 0);

        Scale plus(Scale more) {
            return new Scale(photo + more.photo, other + more.other, roots + more.roots);
        }

        /** As if it were of pictures with such costs. */
        Scale of(double newRoots) {
            double factor = roots == 0 ? 0 : newRoots / roots;
            return new Scale(factor * photo, factor * other, newRoots);
        }
    }

    /**
     * What the look-ahead says of the pictures of a segment.
     *
     * @param roots of their costs
     * @param begins whether they begin a scene
     */
    private record Costs(double[] roots, boolean[] begins) {
        static Costs of(List<Look> looks) {
            Costs costs = new Costs(new double[looks.size()], new boolean[looks.size()]);
            double following = 0;
            for (int i = looks.size() - 1; i >= 0; i--) {
                PictureCost cost = looks.get(i).cost().orElse(null);
                if (cost == null) {
                    costs.roots[i] = following;
                } else {
                    costs.roots[i] = Math.sqrt((double) cost.least());
                    costs.begins[i] = cost.least() > NEW_SCENE * cost.alone();
                    following = costs.begins[i] ? following : costs.roots[i];
                }
            }
            return costs;
        }

        /** All after the first. */
        double sum() {
            double sum = 0;
            for (int i = 1; i < roots.length; i++) {
                sum += begins[i] ? 0 : roots[i];
            }
            return sum;
        }
    }

    /** Learns from the samples of all segments. */
    Samples(Collection<SegmentStats> samples, RateLaw law) {
        this.law = law;
        ofTitle = samples.stream()
                .map(sample -> scale(sample, Costs.of(sample.looks())))
                .reduce(Scale.NONE, Scale::plus);
    }

    private Scale scale(SegmentStats sample, Costs costs) {
        Scale scale = Scale.NONE;
        for (int i = 1; i < Math.min(sample.size(), costs.roots.length); i++) {
            if (!costs.begins[i]) {
                double other = sample.other(i) - CodedSize.ENTRY_BITS;
                scale = scale.plus(new Scale(sample.photo(i, law), other, costs.roots[i]));
            }
        }
        return scale;
    }

    /** What the pictures of a segment take. */
    SegmentModel model(SegmentStats sample) {
        SegmentModel coded = SegmentModel.of(sample, law);
        List<Look> looks = sample.looks();
        if (looks.size() <= coded.size()) {
            return coded;
        }
        Costs costs = Costs.of(looks);
        Scale keyframe = new Scale(coded.photo()[0], coded.other()[0], costs.roots[0]);
        Scale other = scale(sample, costs).plus(ofTitle.of(costs.sum() / looks.size()));
        SegmentModel model = coded.resized(looks.size());
        for (int i = coded.size(); i < looks.size(); i++) {
            Scale expected = (costs.begins[i] ? keyframe : other).of(costs.roots[i]);
            model.seconds()[i] = looks.get(i).seconds();
            model.photo()[i] = expected.photo;
            model.other()[i] = CodedSize.ENTRY_BITS + expected.other;
        }
        return model;
    }
}
