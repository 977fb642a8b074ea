package org.rundelta.rate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.rundelta.codec.PictureOptions;

/**
 * Brings home a title of which all segments were coded: some are coded again if all take too much, or too little, or do not keep
 * to the cap. If exact text does not fit, what takes how much without is looked at, and all is coded again.
 */
final class Corrections {
    /** So near the bitrate is near enough, for long titles and for short ones, of which so much need not be coded again. */
    private static final double NEAR = 0.008;

    private static final double NEAR_IF_SHORT = 0.028;

    /** Seconds of a title that is long. */
    private static final double LONG = 20;

    private static final int MOST = 3;

    /** The quantiser for a look at what takes how much if text is not exact. */
    private static final int COARSE_QUANTISER = 34;

    /** Bits to refine what was coded coarsely, as a part of all others. */
    private static final double REFINING = 0.2;

    /** The same where only a cap may make pictures coarse. */
    private static final double RARELY_REFINING = 0.05;

    private final RateTarget target;
    private final double seconds;
    private final RateLaw law;
    /** What came of each segment. */
    private final SortedMap<Long, SegmentStats> coded;

    /** With exact text, if that is given up; otherwise empty. */
    private Map<Long, SegmentStats> exact = Map.of();

    private boolean looksCoarsely;
    /** The last ones; none before there are any. */
    private SortedMap<Long, SegmentPlan> plans = new TreeMap<>();

    private int count;

    /**
     * For a title.
     *
     * @param seconds its length
     * @param coded what came of its segments
     */
    Corrections(RateTarget target, double seconds, RateLaw law, SortedMap<Long, SegmentStats> coded) {
        this.target = target;
        this.seconds = seconds;
        this.law = law;
        this.coded = new TreeMap<>(coded);
    }

    /**
     * What is to be coded again; empty if there is nothing.
     *
     * @param last what came of the pass before
     * @param quantiser of that pass
     * @param budget bits of all pictures
     * @throws RateException if the bitrate is below what the content can reach
     */
    Optional<RatePass> after(SortedMap<Long, SegmentStats> last, int quantiser, double budget) throws RateException {
        if (looksCoarsely) {
            looksCoarsely = false;
            return Optional.of(coarsely(last, budget));
        }
        coded.putAll(last);
        double tolerance = budget * Math.min(NEAR * Math.max(1, LONG / seconds), NEAR_IF_SHORT);
        SortedMap<Long, SegmentModel> models = models();
        if (exact.isEmpty() && Outlook.bits(models.values(), Quantisers.COARSEST) > budget + tolerance) {
            return Optional.of(lookCoarsely());
        }
        if (count == MOST || (target.isCapped() && !plans.isEmpty() && bits() < budget)) {
            return Optional.empty(); // what is missing is what the cap costs
        }
        count++;
        plans = plans.isEmpty() ? plan(models, budget, RARELY_REFINING) : asTheyCame(models);
        SortedMap<Long, SegmentPlan> again = new Correction(budget, coded, plans).choose(tolerance);
        plans.putAll(again);
        return again.isEmpty()
                ? Optional.empty()
                : Optional.of(pass(quantiser, false, Set.copyOf(again.keySet())::contains));
    }

    private RatePass pass(int quantiser, boolean hasPrimer, LongPredicate segments) {
        return new RatePass(
                quantiser, hasPrimer, segments, (number, stats) -> new PlannedRate(plans.get(number), stats));
    }

    private double bits() {
        return coded.values().stream().mapToDouble(SegmentStats::bits).sum();
    }

    /** What was coded, with other quantisers. */
    private SortedMap<Long, SegmentModel> models() {
        SortedMap<Long, SegmentModel> models = new TreeMap<>();
        coded.forEach((number, stats) -> {
            SegmentPlan plan = plans.get(number);
            SegmentModel model = SegmentModel.of(stats, law);
            models.put(number, plan == null ? model : model.withCoarse(plan.model()));
        });
        return models;
    }

    private SortedMap<Long, SegmentPlan> plan(SortedMap<Long, SegmentModel> models, double bits, double refining) {
        List<SegmentPlan> inOrder = new Timeline(target, List.copyOf(models.values()), bits, refining).plan();
        SortedMap<Long, SegmentPlan> planned = new TreeMap<>();
        models.keySet().forEach(number -> planned.put(number, inOrder.get(planned.size())));
        return planned;
    }

    /** Plans that keep to the same cap, with the quantisers that came of them. */
    private SortedMap<Long, SegmentPlan> asTheyCame(SortedMap<Long, SegmentModel> models) {
        SortedMap<Long, SegmentPlan> same = new TreeMap<>();
        models.forEach((number, model) -> {
            double quantiser = coded.get(number).meanQuantiser();
            same.put(number, plans.get(number).with(model, quantiser));
        });
        return same;
    }

    private RatePass lookCoarsely() {
        looksCoarsely = true;
        exact = Map.copyOf(coded);
        PictureOptions options = new PictureOptions(COARSE_QUANTISER, true, 0);
        return RatePass.alike(options, new AtomicLong(Long.MAX_VALUE));
    }

    /** All with text exact only where that takes little. */
    private RatePass coarsely(SortedMap<Long, SegmentStats> looks, double budget) throws RateException {
        double least = budget / (1 + REFINING);
        double most = budget;
        SortedMap<Long, SegmentModel> models = models(looks, most);
        while (most > 1 && Outlook.bits(models.values(), COARSE_QUANTISER) > least) {
            most /= 2;
            models = models(looks, most);
        }
        double coarsest = Outlook.bits(models.values(), Quantisers.COARSEST);
        if (coarsest > budget) {
            throw new RateException(String.format(
                    Locale.ROOT,
                    "bitrate %d is below what this content takes at its coarsest; give at least %.0fk, a smaller size or"
                            + " fewer frames per second",
                    target.bitrate(),
                    Math.ceil(((coarsest - budget) / seconds + target.bitrate()) / 1000)));
        }
        plans = plan(models, least, REFINING);
        double finest = plans.values().stream()
                .mapToDouble(SegmentPlan::quantiser)
                .min()
                .orElseThrow();
        return pass((int) Math.round(finest), true, number -> true);
    }

    /** Exact text where it takes no more than so many bits. */
    private SortedMap<Long, SegmentModel> models(SortedMap<Long, SegmentStats> looks, double most) {
        SortedMap<Long, SegmentModel> models = new TreeMap<>();
        looks.forEach((number, look) -> models.put(number, SegmentModel.of(exact.get(number), look, most, law)));
        return models;
    }
}
