package org.rundelta.rate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Finds, in a few encodings of a title by encoders with a scale of quality, the one quality of all segments at which it
 * takes a bitrate, or of many segments a step finer or coarser for some; with a cap, lower ones for those that would
 * overflow it. Only {@link #quality} and
 * {@link #done} are for use by several threads.
 */
public final class QualityRate {
    /** So near the bitrate is near enough, of titles of so few segments that all must have the same quality. */
    private static final double NEAR = 0.02;

    private static final int FEW_SEGMENTS = 7;

    /** So near some segments, a step finer or coarser than the others, bring the rest. */
    private static final double EVEN = 0.005;

    private static final int MAX_EVENINGS = 2;

    /** The step: one of the coarsest scale among the codecs, whose qualities are then the multiples. */
    private static final double UNIT = 2;

    private static final int MAX_ENCODINGS = 5;

    /** The range of quality. */
    private static final double COARSEST = 2;

    private static final double FINEST = 98;

    /** What of quality doubles the bits, until it is known better; and the limits within which that is believed. */
    private static final double USUAL_STEP = 17;

    private static final double LEAST_STEP = 6;
    private static final double GREATEST_STEP = 40;

    /** Quality 50 takes about so much of film. */
    private static final double FILM = 50;

    private static final double FILM_BITS_PER_PIXEL = 0.07;

    private final RateTarget target;
    private final double seconds;
    private final SortedMap<Long, SentSegment> segments = new ConcurrentSkipListMap<>();
    /** Of segments that differ from the others. */
    private final Map<Long, Double> qualities = new ConcurrentSkipListMap<>();

    private double quality;
    private double step = USUAL_STEP;
    private double beforeQuality;
    private double beforeBits;
    private int encodings;
    private int evenings;
    private boolean isCapping;
    /** Null for all. */
    private Set<Long> wanted;

    /**
     * For one title at one size.
     *
     * @param seconds its length
     * @param pixelsPerSecond of its pictures, about
     */
    public QualityRate(RateTarget target, double seconds, double pixelsPerSecond) {
        this.target = target;
        this.seconds = seconds;
        quality = toStep(FILM + step * log2((double) target.bitrate() / (FILM_BITS_PER_PIXEL * pixelsPerSecond)));
    }

    /**
     * Goes on to the first encoding, or the one after the last.
     *
     * @return false if the last has what is wanted
     * @throws RateException if the bitrate or the cap is below what the content can reach
     */
    public boolean advance() throws RateException {
        if (encodings == 0) {
            encodings++;
            return true;
        }
        if (evenings == 0 && !isCapping && encodings < MAX_ENCODINGS && findQuality()) {
            encodings++;
            segments.clear();
            return true;
        }
        if (!isCapping && evenings < MAX_EVENINGS && evenOut()) {
            evenings++;
            return true;
        }
        return target.isCapped() && lowerQualities();
    }

    /** Numbers of the segments of this encoding; null for all. */
    public Set<Long> wanted() {
        return wanted;
    }

    /** With which a segment is to be encoded. */
    public double quality(long number) {
        return qualities.getOrDefault(number, quality);
    }

    /**
     * What came of a segment.
     *
     * @param times at which its frames are decoded, in seconds, in that order
     * @param frameBits of the frames in the same order
     * @param bits of all of it, boxes included
     */
    public void done(long number, double[] times, long[] frameBits, long bits) {
        segments.put(number, new SentSegment(times, frameBits, bits));
    }

    /** Whether another quality is needed. */
    private boolean findQuality() throws RateException {
        double bits = bits();
        double budget = target.bitrate() * seconds;
        boolean isShort = segments.size() <= FEW_SEGMENTS;
        if (isShort && Math.abs(bits - budget) < NEAR * budget) {
            return false;
        }
        if (beforeBits > 0 && bits != beforeBits && quality != beforeQuality) {
            double learnt = (quality - beforeQuality) / log2(bits / beforeBits);
            step = Math.min(Math.max(learnt, LEAST_STEP), GREATEST_STEP);
        }
        beforeQuality = quality;
        beforeBits = bits;
        double wished = quality + step * log2(budget / bits);
        if (!isShort && Math.abs(wished - quality) <= UNIT / 2) {
            return false;
        }
        quality = isShort ? within(wished) : toStep(wished);
        if (quality == COARSEST && beforeQuality == COARSEST) {
            throw new RateException(String.format(
                    Locale.ROOT,
                    "bitrate %d is below the %.0fk that this content takes at its coarsest; give at least that, a smaller"
                            + " size or fewer frames per second",
                    target.bitrate(),
                    Math.ceil(bits / seconds / 1000)));
        }
        return quality != beforeQuality;
    }

    private double bits() {
        return segments.values().stream().mapToLong(SentSegment::bits).sum();
    }

    /** Changes some segments, evenly spread, by a step, so that the average comes home; whether any. */
    private boolean evenOut() {
        double budget = target.bitrate() * seconds;
        double missing = budget - bits();
        if (segments.size() <= FEW_SEGMENTS || Math.abs(missing) < EVEN * budget) {
            return false;
        }
        double change = Math.signum(missing) * UNIT;
        double gain = Math.pow(2, change / step) - 1;
        double available = segments.entrySet().stream()
                .filter(entry -> mayChange(entry.getKey(), change))
                .mapToDouble(entry -> entry.getValue().bits() * gain)
                .sum();
        wanted = new HashSet<>();
        double due = 0;
        for (Map.Entry<Long, SentSegment> entry : segments.entrySet()) {
            if (mayChange(entry.getKey(), change)) {
                double own = entry.getValue().bits() * gain;
                due += own * Math.min(1, missing / available);
                if (due / own >= 0.5) {
                    due -= own;
                    wanted.add(entry.getKey());
                }
            }
        }
        wanted.forEach(number -> qualities.put(number, quality(number) + change));
        return !wanted.isEmpty();
    }

    /** Whether a segment stays within a step of the title's quality. */
    private boolean mayChange(long number, double change) {
        double changed = quality(number) + change;
        return Math.abs(changed - quality) <= UNIT && changed == within(changed);
    }

    /** Lowers segments in which too much is sent at once; whether any. */
    private boolean lowerQualities() throws RateException {
        wanted = new HashSet<>();
        for (Overflow overflow : Overflow.find(segments, target)) {
            lower(overflow);
        }
        return !wanted.isEmpty();
    }

    /** Lowers the segment, and as many of those before it as are needed for two steps to be enough. */
    private void lower(Overflow overflow) throws RateException {
        List<Long> busy = overflow.busy();
        double saving = 1 - Math.pow(2, -2 * UNIT / step);
        int first = busy.size() - 1;
        double sent = isCoarsest(busy.get(first)) ? 0 : overflow.sent();
        while (first > 0 && sent * saving < overflow.bits()) {
            first--;
            sent += isCoarsest(busy.get(first))
                    ? 0
                    : segments.get(busy.get(first)).bits();
        }
        if (sent == 0) {
            throw new RateException(String.format(
                    Locale.ROOT,
                    "maxrate %d with bufsize %d is exceeded at %.1f s even at the coarsest; give more, a smaller size or"
                            + " fewer frames per second",
                    target.maxrate(),
                    target.bufsize(),
                    segments.get(busy.get(busy.size() - 1)).times()[0]));
        }
        double steps = Math.ceil(-step * log2(Math.max(0.25, 1 - overflow.bits() / sent)) / UNIT);
        for (long number : busy.subList(first, busy.size())) {
            if (!isCoarsest(number) && wanted.add(number)) {
                qualities.put(number, within(quality(number) - steps * UNIT));
            }
        }
        isCapping = true;
    }

    private boolean isCoarsest(long number) {
        return quality(number) == COARSEST;
    }

    private static double toStep(double quality) {
        return within(UNIT * Math.round(quality / UNIT));
    }

    private static double within(double quality) {
        return Math.min(Math.max(quality, COARSEST), FINEST);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
