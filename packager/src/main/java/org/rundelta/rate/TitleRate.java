package org.rundelta.rate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.PictureOptions;

/**
 * Finds, in little more than one encoding of a title, how to give it a bitrate with the least loss: text and drawings exact,
 * one quantiser for all photographic blocks, and all of it exact if that fits. If even exact text does not fit, pictures in which
 * much text changed are coded coarsely, and refined as far as bits allow.
 */
public final class TitleRate {
    /** Samples are taken of so many segments, or of all. */
    private static final double SAMPLES = 32;

    /** What is coded of a segment as a sample. */
    private static final double SAMPLE = 0.1;

    /** From a quantiser so far away, predictions are too vague. */
    private static final double FAR = 5;

    /** Parts of a title that are coded one after the other, each with what was learnt from those before. */
    private static final double[] PARTS = {0, 0.125, 0.5, 0.875, 1};

    private static final double[] PARTS_OF_SHORT = {0, 0.5, 1};

    /** Segments of a title that is short. */
    private static final int SHORT = 8;

    /** How much finer or coarser than it should be a part may be, to make up for those before. */
    private static final double STEP = 1;

    /** So far from its plan a quantiser may go where the model comes from a sample. */
    private static final double FREEDOM = 2;

    /** The same where all that a segment takes too much would be too much for the title. */
    private static final double FREEDOM_ALONE = 5;

    /** From a quantiser so far away, a primer is made anew. */
    private static final double OTHER_PRIMER = 2;

    /** With finer quantisers, exact pixels may take no more, or little. */
    private static final double TRY_EXACT = 16;

    /** The same when all samples were misleading, and what was coded would be in vain. */
    private static final double TRY_EXACT_LATE = 10;

    /** So many times the budget may be expected of what fits exactly, since samples err, and to try takes little. */
    private static final double MAY_FIT = 2;

    /** The same of exact samples: a busy second at the beginning may be all that such a title has. */
    private static final double SAMPLES_MAY_FIT = 4;

    /** Bits of a segment in its file besides its pictures. */
    private static final int SEGMENT_BITS = 180 * Byte.SIZE;

    /** What follows on a pass. */
    private interface Step {
        Optional<RatePass> next() throws RateException;
    }

    private final RateTarget target;
    private final TitleShape title;
    private RatePass pass;
    private Step then;
    private double budget;
    private int primerQuantiser;

    private SortedMap<Long, SegmentStats> samples = new TreeMap<>();
    private RateLaw law = RateLaw.USUAL;
    private Outlook outlook;
    private boolean triedExact;
    /** What came of segments that were coded as a whole. */
    private final SortedMap<Long, SegmentStats> coded = new TreeMap<>();

    private int part;

    /** For one title at one size. */
    public TitleRate(RateTarget target, TitleShape title) {
        this.target = target;
        this.title = title;
    }

    /**
     * The first encoding, or the one after the last; empty if what there is has the bitrate.
     *
     * @param primerBits of the last encoding
     * @throws RateException if the bitrate is below what the content can reach
     */
    public Optional<RatePass> next(long primerBits) throws RateException {
        if (pass == null) {
            int guess = Quantisers.guess(target.bitrate(), title.pixelsPerSecond());
            return sample(guess, title.part(0, SAMPLES / title.segments()));
        }
        budget = target.bitrate() * title.seconds() - primerBits - (double) SEGMENT_BITS * title.segments();
        return then.next();
    }

    private Optional<RatePass> pass(RatePass next, Step following) {
        primerQuantiser = next.hasPrimer() ? next.quantiser() : primerQuantiser;
        pass = next;
        then = following;
        return Optional.of(next);
    }

    private Optional<RatePass> sample(int quantiser, LongPredicate segments) {
        RatePass next = sampling(new PictureOptions(quantiser), segments, number -> 1, new AtomicLong(Long.MAX_VALUE));
        return pass(next, () -> afterSamples(segments));
    }

    private RatePass sampling(
            PictureOptions options, LongPredicate segments, LongToDoubleFunction weight, AtomicLong left) {
        return RatePass.alike(options, segments, number -> SAMPLE * title.seconds(number), weight, left);
    }

    private Optional<RatePass> afterSamples(LongPredicate segments) throws RateException {
        if (pass.stats().isEmpty()) {
            return sample(pass.quantiser(), number -> true);
        }
        boolean isFirst = samples.isEmpty();
        law = law.through(samples.values(), pass.stats().values());
        samples = pass.stats();
        outlook = Outlook.of(title, segments, samples, law);
        double quantiser = solve(outlook.models().values());
        return isFirst && hasPhoto() && Math.abs(quantiser - pass.quantiser()) > FAR
                ? sample((int) Math.round(quantiser), segments)
                : nextPart();
    }

    private boolean hasPhoto() {
        return samples.values().stream().anyMatch(sample -> sample.photoBits() > 0);
    }

    /** The quantiser with which such segments take the budget. */
    private double solve(Collection<SegmentModel> models) {
        return new Timeline(target, List.copyOf(models), budget, 0).solve();
    }

    private double[] parts() {
        return title.segments() > SHORT ? PARTS : PARTS_OF_SHORT;
    }

    /** The next part of the title; all exactly if that may fit; corrections if everything is coded. */
    private Optional<RatePass> nextPart() throws RateException {
        double from = parts()[part];
        Outlook now = outlook.with(coded, title.part(0, from), law, Math.max(0, pass.quantiser()));
        double even = solve(now.models().values());
        if (!triedExact && mayFitExactly(even)) {
            triedExact = true;
            outlook = now;
            coded.clear();
            part = 0;
            return hasPhoto() ? sampleExactly() : exact();
        }
        if (from == 1) {
            return correct(new Corrections(target, title.seconds(), law, coded));
        }
        part++;
        LongPredicate segments = title.part(from, parts()[part]);
        return title.numbers().anyMatch(segments) ? code(segments, now, withOthersAsTheyAre(now, even)) : nextPart();
    }

    private boolean mayFitExactly(double even) {
        return part == 0 ? even < TRY_EXACT || plainly(TRY_EXACT) < MAY_FIT * budget : even < TRY_EXACT_LATE;
    }

    /** Bits of the title if, but for its keyframes, it goes on everywhere as in the samples. */
    private double plainly(double quantiser) {
        double bits = 0;
        for (SegmentStats sample : samples.values()) {
            double keyframe = sample.bits(0, quantiser, law);
            bits += keyframe + weight(sample) * (SegmentModel.of(sample, law).bits(quantiser) - keyframe);
        }
        return bits / sampledShare();
    }

    /** The part of the title that segments with samples are. */
    private double sampledShare() {
        return samples.keySet().stream().mapToDouble(title::seconds).sum() / title.seconds();
    }

    /** So many pictures of a segment one of its sample stands for, but the keyframe. */
    private static double weight(SegmentStats sample) {
        return (sample.looks().size() - 1) / Math.max(1.0, sample.size() - 1);
    }

    private Optional<RatePass> code(LongPredicate segments, Outlook now, double quantiser) {
        boolean isFirst = coded.isEmpty();
        boolean isOtherPrimer =
                primerQuantiser == EncoderOptions.NO_QUANTISER || Math.abs(quantiser - primerQuantiser) > OTHER_PRIMER;
        double freedom = title.segments() == 1 ? FREEDOM_ALONE : FREEDOM;
        RatePass next = new RatePass(
                (int) Math.round(quantiser),
                isFirst && isOtherPrimer,
                segments,
                (number, stats) -> new PlannedRate(
                        new SegmentPlan(
                                now.models().get(number), quantiser, now.known().contains(number) ? freedom : 0),
                        stats));
        return pass(next, () -> {
            coded.putAll(next.stats());
            return nextPart();
        });
    }

    /** The quantiser with which the segments to come make up for those before, as far as they may. */
    private double withOthersAsTheyAre(Outlook now, double even) {
        List<SegmentModel> models = new ArrayList<>();
        now.models().forEach((number, model) -> {
            SegmentStats before = coded.get(number);
            boolean stays = before != null && Math.abs(before.meanQuantiser() - even) <= Correction.EVEN;
            models.add(stays ? SegmentModel.fixed(before, law) : model);
        });
        return Math.min(Math.max(solve(models), even - STEP), even + STEP);
    }

    private Optional<RatePass> correct(Corrections corrections) throws RateException {
        Optional<RatePass> next = corrections.after(pass.stats(), pass.quantiser(), budget);
        return next.isEmpty() ? next : pass(next.get(), () -> correct(corrections));
    }

    /** Codes photographic samples exactly, to see how much more that takes; no longer than until it is clear. */
    private Optional<RatePass> sampleExactly() {
        AtomicLong left = new AtomicLong((long) (SAMPLES_MAY_FIT * budget * sampledShare()));
        RatePass next =
                sampling(PictureOptions.EXACT, outlook.known()::contains, number -> weight(samples.get(number)), left);
        return pass(next, () -> left.get() >= 0 ? exact() : nextPart());
    }

    private Optional<RatePass> exact() {
        AtomicLong left = new AtomicLong((long) budget);
        RatePass next = RatePass.alike(PictureOptions.EXACT, left);
        return pass(next, () -> left.get() >= 0 && isWithinLimits(next.stats()) ? Optional.empty() : nextPart());
    }

    private boolean isWithinLimits(SortedMap<Long, SegmentStats> all) {
        SegmentPlan.Cap cap =
                new SegmentPlan.Cap(target.maxrate(), target.bufsize(), 0, target.bufsize(), title.seconds());
        return bits(all) <= budget && (!target.isCapped() || cap.holds(all.values()));
    }

    private static double bits(SortedMap<Long, SegmentStats> segments) {
        return segments.values().stream().mapToDouble(SegmentStats::bits).sum();
    }
}
