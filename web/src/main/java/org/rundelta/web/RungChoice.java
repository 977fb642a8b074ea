package org.rundelta.web;

import java.util.Arrays;
import org.rundelta.abr.AbrRule;
import org.rundelta.abr.Download;
import org.rundelta.abr.ForesightRule;
import org.rundelta.abr.Observation;
import org.rundelta.abr.ReserveRule;
import org.rundelta.abr.ThroughputEstimate;
import org.rundelta.abr.Title;
import org.rundelta.player.SizeEstimate;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float64Array;

/** An ABR rule, one that neither pauses nor is told of waiting, and what it goes by, for one playback. */
public final class RungChoice {
    private final Title title;
    private final AbrRule rule;
    private final ThroughputEstimate throughput;
    private final SizeEstimate estimate;
    private double[][] pictureBits;
    private double[] soundBits;
    private final boolean hasSizes;

    /**
     * A choice among rungs.
     *
     * @param maxBufferMs how much is downloaded ahead, at least two segments
     * @param durationsMs of each segment
     * @param bitratesKbps of each rung with its sound, never falling
     * @param pictureBits of each segment in each rung, segment after segment
     * @param soundBits of each segment
     * @param hasSizes whether these sizes are true; otherwise they are what the bandwidth allows
     */
    @JSExport
    public RungChoice(
            double maxBufferMs,
            Float64Array durationsMs,
            Float64Array bitratesKbps,
            Float64Array pictureBits,
            Float64Array soundBits,
            boolean hasSizes) {
        this.soundBits = soundBits.toJavaArray();
        this.hasSizes = hasSizes;
        int rungs = bitratesKbps.getLength();
        estimate = new SizeEstimate(rungs);
        double[] bits = pictureBits.toJavaArray();
        int segments = this.soundBits.length;
        this.pictureBits = new double[segments][];
        double[][] sizes = new double[segments][];
        for (int segment = 0; segment < segments; segment++) {
            this.pictureBits[segment] = Arrays.copyOfRange(bits, segment * rungs, (segment + 1) * rungs);
            sizes[segment] = sizes(segment);
        }
        title = new Title("title", durationsMs.toJavaArray(), bitratesKbps.toJavaArray(), sizes);
        rule = new ReserveRule(new ForesightRule(title, maxBufferMs));
        throughput = new ThroughputEstimate(title.segmentMs());
    }

    /** Tells what is known of a segment, one that was told of before or the next; arguments as for the constructor. */
    @JSExport
    public void set(int segment, double durationMs, Float64Array ofPictures, double ofSound) {
        if (segment == soundBits.length) {
            pictureBits = Arrays.copyOf(pictureBits, 2 * segment);
            soundBits = Arrays.copyOf(soundBits, 2 * segment);
        }
        pictureBits[segment] = ofPictures.toJavaArray();
        soundBits[segment] = ofSound;
        title.setSegment(segment, durationMs, sizes(segment));
    }

    private double[] sizes(int segment) {
        double[] sizes = new double[pictureBits[segment].length];
        for (int rung = 0; rung < sizes.length; rung++) {
            double ratio = hasSizes ? 1 : estimate.ratio(rung);
            sizes[rung] = soundBits[segment] + ratio * pictureBits[segment][rung];
        }
        return sizes;
    }

    /** The rung of a segment that is to be fetched next, with so much buffered. */
    @JSExport
    public int rung(int segment, double bufferMs) {
        return rule.decide(new Observation(segment, bufferMs, throughput)).rung();
    }

    /** The lower rung for which a download under way is to be abandoned, or -1. */
    @JSExport
    public int abandon(
            int segment,
            int rung,
            double sizeBits,
            double receivedBits,
            double elapsedMs,
            double firstByteMs,
            double bufferMs) {
        return rule.abandon(new Download(segment, rung, sizeBits, receivedBits, elapsedMs, firstByteMs), bufferMs);
    }

    /** Tells that a download was abandoned for a lower rung. */
    @JSExport
    public void abandoned(
            int segment,
            int rung,
            double sizeBits,
            double receivedBits,
            double elapsedMs,
            double firstByteMs,
            int lower,
            double bufferMs) {
        rule.abandoned(new Download(segment, rung, sizeBits, receivedBits, elapsedMs, firstByteMs), lower, bufferMs);
    }

    /** Tells that a download has ended. */
    @JSExport
    public void finished(
            int segment, int rung, double sizeBits, double elapsedMs, double firstByteMs, double bufferMs) {
        Download download = new Download(segment, rung, sizeBits, sizeBits, elapsedMs, firstByteMs);
        rule.finished(download, bufferMs);
        throughput.add(download);
    }

    /** Learns what the pictures of a segment take, from which other sizes are estimated if these are not known. */
    @JSExport
    public void learn(int segment, int rung, double bits) {
        if (hasSizes || bits == 0) {
            return;
        }
        estimate.add(rung, bits / pictureBits[segment][rung]);
        double[] known = sizes(segment);
        known[rung] = soundBits[segment] + bits;
        title.setSegment(segment, title.durationMs(segment), known);
        int end = Math.min(title.segments(), segment + SizeEstimate.AHEAD);
        for (int next = segment + 1; next < end; next++) {
            title.setSegment(next, title.durationMs(next), sizes(next));
        }
    }
}
