package org.rundelta.rate;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Finds, in a few encodings of a title by encoders with a scale of quality, the one quality of all segments at which it
 * takes a bitrate; with a cap, lower ones for those segments that would overflow it. Only {@link #quality} and
 * {@link #done} are for use by several threads.
 */
public final class QualityRate {
    /** So near the bitrate is near enough. */
    private static final double NEAR = 0.02;

    private static final int MAX_ENCODINGS = 5;
    private static final int MAX_CORRECTIONS = 8;

    /** The range of quality. */
    private static final double COARSEST = 1;

    private static final double FINEST = 99;

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
    private final Map<Long, Double> lowered = new ConcurrentSkipListMap<>();
    private double quality;
    private double step = USUAL_STEP;
    private double beforeQuality;
    private double beforeBits;
    private int encodings;
    private int corrections;
    /** Null for all. */
    private Set<Long> wanted;

    /** The times of a segment's frames in order of presentation, their bits, and those of the whole segment. */
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
        quality = within(FILM + step * log2((double) target.bitrate() / (FILM_BITS_PER_PIXEL * pixelsPerSecond)));
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
        if (corrections == 0 && encodings < MAX_ENCODINGS && findQuality()) {
            encodings++;
            segments.clear();
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
        return lowered.getOrDefault(number, quality);
    }

    /**
     * What came of a segment.
     *
     * @param times of its frames, in seconds, in order of presentation
     * @param frameBits of the frames in the same order
     * @param bits of all of it, boxes included
     */
    public void done(long number, double[] times, long[] frameBits, long bits) {
        segments.put(number, new Segment(times, frameBits, bits));
    }

    /** Whether another quality is needed. */
    private boolean findQuality() throws RateException {
        double bits = segments.values().stream().mapToLong(Segment::bits).sum();
        double budget = target.bitrate() * seconds;
        if (Math.abs(bits - budget) < NEAR * budget) {
            return false;
        }
        if (beforeBits > 0 && bits != beforeBits && quality != beforeQuality) {
            double learnt = (quality - beforeQuality) / log2(bits / beforeBits);
            step = Math.min(Math.max(learnt, LEAST_STEP), GREATEST_STEP);
        }
        beforeQuality = quality;
        beforeBits = bits;
        quality = within(quality + step * log2(budget / bits));
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

    /** Lets all frames run through the bucket; whether some segments have to be coarser. */
    private boolean lowerQualities() throws RateException {
        wanted = new HashSet<>();
        Bucket bucket = new Bucket(target.maxrate(), target.bufsize(), 0, 0);
        for (Map.Entry<Long, Segment> entry : segments.entrySet()) {
            Segment segment = entry.getValue();
            double over = 0;
            for (int i = 0; i < segment.times.length; i++) {
                bucket.advance(segment.times[i]);
                bucket.add((double) segment.frameBits[i]);
                over = Math.max(over, -bucket.room());
            }
            if (over > 0) {
                lower(entry.getKey(), segment, over);
                // those that follow are judged as if this one fitted already
                bucket = new Bucket(
                        target.maxrate(),
                        target.bufsize(),
                        bucket.fill() - over,
                        segment.times[segment.times.length - 1]);
            }
        }
        return !wanted.isEmpty();
    }

    private void lower(long number, Segment segment, double over) throws RateException {
        double current = quality(number);
        if (current == COARSEST || corrections++ > MAX_CORRECTIONS * segments.size()) {
            throw new RateException(String.format(
                    Locale.ROOT,
                    "maxrate %d with bufsize %d is exceeded at %.1f s even at the coarsest; give more, a smaller size or"
                            + " fewer frames per second",
                    target.maxrate(),
                    target.bufsize(),
                    segment.times[0]));
        }
        double part = Math.max(0.25, 1 - over / segment.bits);
        lowered.put(number, within(Math.min(current - 1, current + step * log2(part))));
        wanted.add(number);
    }

    private static double within(double quality) {
        return Math.min(Math.max(quality, COARSEST), FINEST);
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
