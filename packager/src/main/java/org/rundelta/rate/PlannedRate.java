package org.rundelta.rate;

import java.util.Locale;
import org.rundelta.codec.PictureOptions;

/**
 * Codes a segment with the quantiser that was planned, and corrects it on the way, so that its bits are those planned. With
 * a cap, a picture that would overflow the bucket is coded again, coarser, or left out.
 */
final class PlannedRate implements SegmentRate {
    private static final long serialVersionUID = 1;

    /** How much of a segment must be coded before what came out outweighs what was expected. */
    private static final double PRIOR = 0.15;

    /** The same where what was expected was never coded before. */
    private static final double PRIOR_IF_GUESSED = 0.05;

    /** So many times its share, what is refined in a picture may take. */
    private static final double REFINING = 2;

    private final SegmentPlan plan;
    private final SegmentModel model;
    private final SegmentStats stats;
    private final Bucket bucket;
    private final double[] otherFrom;
    private final double[] photoFrom;
    private double time;
    private Choice choice;
    private double carry;
    /** On what was planned, not on refining. */
    private double spent;

    private double leftForRefining;
    private int refinements;
    private double photoExpected;
    private double photoSeen;
    private double otherExpected;
    private double otherSeen;
    /** Whether something was coded coarser than it should be. */
    private boolean owing;

    PlannedRate(SegmentPlan plan, SegmentStats stats) {
        this.plan = plan;
        this.stats = stats;
        model = plan.model();
        otherFrom = sumsFrom(model.other());
        photoFrom = sumsFrom(model.photo());
        leftForRefining = plan.refining();
        SegmentPlan.Cap cap = plan.cap();
        bucket = cap == null ? null : new Bucket(cap.rate(), cap.size(), cap.start(), model.seconds()[0]);
    }

    private static double[] sumsFrom(double[] values) {
        double[] sums = new double[values.length + 1];
        for (int i = values.length - 1; i >= 0; i--) {
            sums[i] = sums[i + 1] + values[i];
        }
        return sums;
    }

    @Override
    public PictureOptions next(double seconds) {
        time = seconds;
        if (bucket != null) {
            bucket.advance(seconds);
        }
        double wanted = Math.min(Math.max(wanted() + carry, 0), Quantisers.COARSEST);
        int quantiser = (int) Math.round(wanted);
        carry = wanted - quantiser;
        int i = stats.size();
        choice = new Choice(quantiser, i < model.size() && model.coarse()[i]);
        refinements = refinements();
        return choice.options(refinements);
    }

    /** The quantiser with which the rest of the segment takes what is left for it. */
    private double wanted() {
        int i = Math.min(stats.size(), model.size());
        double other = otherFrom[i] * ratio(otherSeen, otherExpected, otherFrom[model.guessed()]);
        double photo = photoFrom[i]
                * ratio(
                        photoSeen,
                        photoExpected,
                        photoFrom[model.guessed()] * model.law().scale(plan.quantiser()));
        double left = plan.bits() - spent - other;
        double exact = left <= 0
                ? Double.MAX_VALUE
                : photo <= 0 ? plan.quantiser() : model.law().ofScale(left / photo);
        return Math.min(Math.max(exact, plan.quantiser() - plan.freedom()), plan.quantiser() + plan.freedom());
    }

    private double ratio(double seen, double expected, double all) {
        double prior = (model.guessed() > 0 ? PRIOR_IF_GUESSED : PRIOR) * all + 1;
        return (seen + prior) / (expected + prior);
    }

    private double expected() {
        int i = stats.size();
        return i < model.size() ? model.bits(i, choice.quantiser()) : 0;
    }

    private int refinements() {
        if (!owing) {
            return 0;
        }
        double free = Math.min(leftForRefining, REFINING * plan.refining() / model.size());
        if (bucket != null) {
            free = Math.min(free, room() - expected());
        }
        return Choice.refinements(free);
    }

    /** Bits that the picture may take. */
    private double room() {
        int following = Math.max(0, model.size() - stats.size() - 1);
        double forThisAndThem = bucket.roomFor(plan.cap().end(), plan.cap().endTime());
        return Math.min(bucket.room(), forThisAndThem - following * CodedSize.LEFT_OUT);
    }

    @Override
    public boolean mayRefuse() {
        return bucket != null;
    }

    @Override
    public SegmentStats stats() {
        return stats;
    }

    /** It keeps to its plan, whatever the others take. */
    @Override
    public long taken() {
        return 0;
    }

    @Override
    public Verdict judge(CodedSize size) throws RateException {
        if (bucket == null || size.bits() <= room()) {
            take(size);
            return Verdict.TAKE;
        }
        if (choice.isLast()) {
            requireSkippable(size);
            return Verdict.SKIP;
        }
        choice = choice.coarser(size, room());
        refinements = 0;
        return Verdict.again(choice.options(0));
    }

    private void requireSkippable(CodedSize size) throws RateException {
        if (size.keyframe() || size.bits() <= CodedSize.LEFT_OUT) {
            throw new RateException(String.format(
                    Locale.ROOT,
                    "the picture at %.3f s takes %d bits at its coarsest, and the buffer has room for %d; give a bufsize of"
                            + " at least %d, or a smaller size",
                    time,
                    size.bits(),
                    (long) room(),
                    (long) (plan.cap().size() + size.bits() - room()) + 1));
        }
    }

    private void take(CodedSize size) {
        int i = stats.size();
        double refined = refinements == 0 ? 0 : Math.max(0, size.bits() - expected());
        leftForRefining -= refined;
        spent += size.bits() - refined;
        if (i >= model.guessed() && i < model.size() && refinements == 0) {
            photoExpected += model.photo()[i] * model.law().scale(choice.quantiser());
            photoSeen += size.photoBits();
            otherExpected += model.other()[i];
            otherSeen += size.otherBits();
        }
        owing |= choice.coarse();
        if (bucket != null) {
            bucket.add(size.bits());
        }
        stats.add(time, size, choice.quantiser());
    }
}
