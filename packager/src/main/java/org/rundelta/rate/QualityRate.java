package org.rundelta.rate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
    private final Map<Long, Segment> segments = new ConcurrentSkipListMap<>();
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

    /** The times of a segment's frames in order of decoding, their bits, and those of the whole segment. */
    private record Segment(double[] times, long[] frameBits, long bits) {}

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
        segments.put(number, new Segment(times, frameBits, bits));
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
        return segments.values().stream().mapToLong(Segment::bits).sum();
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
                .mapToDouble(entry -> entry.getValue().bits * gain)
                .sum();
        wanted = new HashSet<>();
        double due = 0;
        for (Map.Entry<Long, Segment> entry : segments.entrySet()) {
            if (mayChange(entry.getKey(), change)) {
                double own = entry.getValue().bits * gain;
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

    /** Lets all frames run through the bucket; whether some segments have to be coarser. */
    private boolean lowerQualities() throws RateException {
        wanted = new HashSet<>();
        Bucket bucket = new Bucket(target.maxrate(), target.bufsize(), 0, 0);
        List<Map.Entry<Long, Segment>> busy = new ArrayList<>();
        for (Map.Entry<Long, Segment> entry : segments.entrySet()) {
            Segment segment = entry.getValue();
            busy.add(entry);
            double sent = 0;
            double over = 0;
            double sentUntilOver = 0;
            for (int i = 0; i < segment.times.length; i++) {
                bucket.advance(segment.times[i]);
                if (bucket.fill() == 0 && over == 0) {
                    busy.clear();
                    busy.add(entry);
                    sent = 0;
                }
                bucket.add((double) segment.frameBits[i]);
                sent += segment.frameBits[i];
                if (-bucket.room() > over) {
                    over = -bucket.room();
                    sentUntilOver = sent;
                }
            }
            if (over > 0) {
                lower(busy, over, sentUntilOver);
                // those that follow are judged as if these fitted already
                bucket = new Bucket(
                        target.maxrate(),
                        target.bufsize(),
                        bucket.fill() - over,
                        segment.times[segment.times.length - 1]);
            }
        }
        return !wanted.isEmpty();
    }

    /**
     * Lowers the last of some segments, and as many before it as are needed for two steps to be enough.
     *
     * @param busy segments during which the bucket was never empty
     * @param over bits too many
     * @param sent bits of the last until then
     */
    private void lower(List<Map.Entry<Long, Segment>> busy, double over, double sent) throws RateException {
        double saving = 1 - Math.pow(2, -2 * UNIT / step);
        double all = sent;
        int first = busy.size() - 1;
        while (first > 0 && all * saving < over) {
            first--;
            all += busy.get(first).getValue().bits;
        }
        double steps = Math.ceil(-step * log2(Math.max(0.25, 1 - over / all)) / UNIT);
        boolean isLower = false;
        for (Map.Entry<Long, Segment> entry : busy.subList(first, busy.size())) {
            double current = quality(entry.getKey());
            if (current > COARSEST && wanted.add(entry.getKey())) {
                qualities.put(entry.getKey(), within(current - steps * UNIT));
            }
            isLower |= wanted.contains(entry.getKey());
        }
        if (!isLower) {
            throw new RateException(String.format(
                    Locale.ROOT,
                    "maxrate %d with bufsize %d is exceeded at %.1f s even at the coarsest; give more, a smaller size or"
                            + " fewer frames per second",
                    target.maxrate(),
                    target.bufsize(),
                    busy.get(busy.size() - 1).getValue().times[0]));
        }
        isCapping = true;
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
