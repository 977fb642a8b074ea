package org.rundelta.rate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rundelta.codec.EncoderOptions;

/**
 * Finds, in a few encodings of a title, how to give it a bitrate with the least loss: text and drawings exact, one
 * quantiser for all photographic blocks, and all of it exact if that fits. If even exact text does not fit, pictures in which much
 * text changed are coded coarsely, and refined as far as bits allow.
 */
public final class TitleRate {
    /** From a quantiser so far away, predictions are too vague. */
    private static final double FAR = 6;

    /** The quantiser for a look at what takes how much if text is not exact. */
    private static final int COARSE_QUANTISER = 34;

    /** Bits to refine what was coded coarsely, as a part of all others. */
    private static final double REFINING = 0.2;

    /** The same where only a cap may make pictures coarse. */
    private static final double RARELY_REFINING = 0.05;

    /** With finer quantisers, exact pixels may take no more, or little. */
    private static final double TRY_EXACT = 20;

    /** So near the bitrate is near enough. */
    private static final double NEAR = 0.004;

    private static final int MAX_CORRECTIONS = 2;

    /** If it is so far away, all is planned anew. */
    private static final double TOO_FAR = 0.04;

    private static final int MAX_CHANGES_OF_PLAN = 2;

    /** What one more step of the quantiser changes of a segment's photographic blocks. */
    private static final double STEP = 0.12;

    /** Bits of a segment in its file besides its pictures. */
    private static final int SEGMENT_BITS = 180 * Byte.SIZE;

    private enum Stage {
        FIRST,
        LOOK,
        LOOK_AGAIN,
        EXACT,
        LOOK_COARSELY,
        PLANNED
    }

    private final RateTarget target;
    private final double seconds;
    private final double pixelsPerSecond;
    private Stage stage = Stage.FIRST;
    private RatePass pass;
    /** What came of each segment in the last pass that it took part in. */
    private final SortedMap<Long, SegmentStats> stats = new TreeMap<>();
    /** With exact text. */
    private List<SegmentStats> looks;

    private RateLaw law = RateLaw.USUAL;
    /** Of the last pass but one: mean quantiser of photographic blocks, and their bits; 0 if there is none. */
    private double beforeQuantiser;

    private double beforeBits;

    private Map<Long, SegmentPlan> plans = Map.of();
    private double refining;
    private ExactRate.Attempt attempt;
    private double budget;
    /** What it was when it was not known whether all fits exactly. */
    private double lookBudget;

    private int changesOfPlan;
    private int corrections;

    /**
     * For one title at one size.
     *
     * @param seconds its length
     * @param pixelsPerSecond of its pictures, about
     */
    public TitleRate(RateTarget target, double seconds, double pixelsPerSecond) {
        this.target = target;
        this.seconds = seconds;
        this.pixelsPerSecond = pixelsPerSecond;
    }

    /**
     * The first encoding, or the one after the last; empty if the last has what is wanted.
     *
     * @param primerBits of the last encoding
     * @throws RateException if the bitrate is below what the content can reach
     */
    public Optional<RatePass> next(long primerBits) throws RateException {
        if (stage == Stage.FIRST) {
            return look(Stage.LOOK, Quantisers.guess(target.bitrate(), pixelsPerSecond));
        }
        stats.putAll(pass.stats());
        budget = target.bitrate() * seconds - primerBits - (double) SEGMENT_BITS * stats.size();
        return switch (stage) {
            case LOOK, LOOK_AGAIN -> afterLook();
            case EXACT -> !attempt.isHopeless() && bits() <= budget && fitsCap() ? Optional.empty() : planned();
            case LOOK_COARSELY -> afterCoarseLook();
            default -> afterPlan();
        };
    }

    private Optional<RatePass> look(Stage next, int quantiser) {
        stage = next;
        Choice choice = new Choice(quantiser, next == Stage.LOOK_COARSELY);
        pass = new RatePass(quantiser, null, (number, segment) -> new FixedRate(choice.options(0), segment));
        return Optional.of(pass);
    }

    private Optional<RatePass> afterLook() {
        looks = List.copyOf(stats.values());
        lookBudget = budget;
        learn();
        boolean hasPhoto = beforeBits > 0;
        double quantiser = new Timeline(target, looksAsModels(), budget, 0).solve();
        if (quantiser >= Quantisers.COARSEST) {
            return look(Stage.LOOK_COARSELY, COARSE_QUANTISER);
        }
        if (hasPhoto && stage == Stage.LOOK && Math.abs(quantiser - pass.quantiser()) > FAR) {
            return look(Stage.LOOK_AGAIN, (int) Math.round(quantiser));
        }
        if (!hasPhoto || quantiser < TRY_EXACT) {
            stage = Stage.EXACT;
            attempt = new ExactRate.Attempt(budget, bits());
            Map<Long, SegmentStats> before = Map.copyOf(stats);
            pass = new RatePass(
                    EncoderOptions.NO_QUANTISER,
                    null,
                    (number, segment) -> new ExactRate(before.get(number), segment, attempt),
                    attempt::isHopeless);
            return Optional.of(pass);
        }
        return planned();
    }

    /** Learns from a pass how bits depend on quantisers. */
    private void learn() {
        double bits =
                stats.values().stream().mapToDouble(SegmentStats::photoBits).sum();
        double quantiser = bits == 0
                ? 0
                : stats.values().stream()
                                .mapToDouble(SegmentStats::weightedQuantisers)
                                .sum()
                        / bits;
        law = law.through(quantiser, bits, beforeQuantiser, beforeBits);
        beforeQuantiser = quantiser;
        beforeBits = bits;
    }

    private List<SegmentModel> looksAsModels() {
        return looks.stream().map(look -> SegmentModel.of(look, law)).toList();
    }

    private Optional<RatePass> planned() {
        budget = lookBudget;
        return plan(looksAsModels(), budget, RARELY_REFINING);
    }

    private Optional<RatePass> afterCoarseLook() throws RateException {
        double least = budget / (1 + REFINING);
        double most = budget;
        List<SegmentModel> models = models(most);
        while (most > 1 && bits(models, COARSE_QUANTISER) > least) {
            most /= 2;
            models = models(most);
        }
        if (bits(models, Quantisers.COARSEST) > budget) {
            double lowest = (bits(models, Quantisers.COARSEST) - budget) / seconds + target.bitrate();
            throw new RateException(String.format(
                    Locale.ROOT,
                    "bitrate %d is below what this content takes at its coarsest; give at least %.0fk, a smaller size or"
                            + " fewer frames per second",
                    target.bitrate(),
                    Math.ceil(lowest / 1000)));
        }
        beforeBits = 0;
        return plan(models, least, REFINING);
    }

    /** Exact text where it takes no more than so many bits. */
    private List<SegmentModel> models(double most) {
        List<SegmentStats> coarse = List.copyOf(stats.values());
        List<SegmentModel> models = new ArrayList<>();
        for (int k = 0; k < coarse.size(); k++) {
            models.add(SegmentModel.of(looks.get(k), coarse.get(k), most, law));
        }
        return models;
    }

    private static double bits(List<SegmentModel> models, double quantiser) {
        return models.stream().mapToDouble(model -> model.bits(quantiser)).sum();
    }

    private double bits() {
        return stats.values().stream().mapToLong(SegmentStats::bits).sum();
    }

    private boolean fitsCap() {
        if (!target.isCapped()) {
            return true;
        }
        Bucket bucket = new Bucket(target.maxrate(), target.bufsize(), 0, 0);
        for (SegmentStats segment : stats.values()) {
            for (int i = 0; i < segment.size(); i++) {
                bucket.advance(segment.seconds(i));
                bucket.add(segment.bits(i));
                if (bucket.room() < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<RatePass> plan(List<SegmentModel> models, double bits, double partForRefining) {
        stage = Stage.PLANNED;
        plans = new HashMap<>();
        refining = partForRefining;
        List<SegmentPlan> planned = new Timeline(target, models, bits, refining).plan();
        List<Long> numbers = List.copyOf(stats.keySet());
        for (int k = 0; k < planned.size(); k++) {
            plans.put(numbers.get(k), planned.get(k));
        }
        int quantiser = (int) Math.round(
                planned.stream().mapToDouble(SegmentPlan::quantiser).min().orElseThrow());
        pass = new RatePass(quantiser, null, (number, segment) -> new PlannedRate(plans.get(number), segment));
        return Optional.of(pass);
    }

    private Optional<RatePass> afterPlan() {
        double missing = budget - bits();
        if (target.isCapped() && missing > 0 && changesOfPlan > 0) {
            return Optional.empty(); // what is missing is what the cap costs
        }
        if (Math.abs(missing) > TOO_FAR * budget && changesOfPlan < MAX_CHANGES_OF_PLAN) {
            changesOfPlan++;
            learn();
            List<SegmentModel> models = new ArrayList<>();
            stats.forEach((number, segment) ->
                    models.add(SegmentModel.of(segment, plans.get(number).model(), law)));
            return plan(models, budget, refining);
        }
        return correction();
    }

    /** Codes a few segments a little finer or coarser, if what all take is not near enough to what they should. */
    private Optional<RatePass> correction() {
        double missing = budget - bits();
        if (Math.abs(missing) < NEAR * budget || corrections == MAX_CORRECTIONS) {
            return Optional.empty();
        }
        corrections++;
        Map<Long, SegmentPlan> changed = new HashMap<>();
        List<Map.Entry<Long, SegmentPlan>> largest = new ArrayList<>(plans.entrySet());
        largest.sort(Comparator.comparingDouble((Map.Entry<Long, SegmentPlan> entry) -> -changeable(entry.getKey()))
                .thenComparing(Map.Entry::getKey));
        for (Map.Entry<Long, SegmentPlan> entry : largest) {
            double change = Math.min(Math.abs(missing), STEP * changeable(entry.getKey())) * Math.signum(missing);
            if (Math.abs(missing) < NEAR / 2 * budget || change == 0) {
                break;
            }
            if (change > 0 && entry.getValue().quantiser() == 0) {
                continue;
            }
            missing -= change;
            changed.put(entry.getKey(), changed(entry.getKey(), entry.getValue(), change));
        }
        if (changed.isEmpty()) {
            return Optional.empty();
        }
        plans.putAll(changed);
        pass = new RatePass(
                pass.quantiser(), changed.keySet(), (number, segment) -> new PlannedRate(plans.get(number), segment));
        return Optional.of(pass);
    }

    /** Bits of a segment's photographic blocks as it is now. */
    private double changeable(long number) {
        return stats.get(number).photoBits();
    }

    private SegmentPlan changed(long number, SegmentPlan plan, double change) {
        SegmentStats now = stats.get(number);
        double photo = changeable(number);
        double quantiser = plan.quantiser() + law.ofScale((photo + change) / photo);
        SegmentModel model = SegmentModel.of(now, plan.model(), law);
        return new SegmentPlan(
                model,
                Math.min(Math.max(quantiser, 0), Quantisers.COARSEST),
                now.bits() + change,
                plan.refining(),
                plan.cap());
    }
}
