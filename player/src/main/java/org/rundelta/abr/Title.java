package org.rundelta.abr;

import java.util.Arrays;

/**
 * What a client knows of a title by its manifest: its ladder, and how long and how large every segment is. Sizes may be
 * estimates, which the client of the one playback that uses the title then replaces as it learns more.
 */
public final class Title {
    private final String name;
    private double[] durationsMs;
    private final double[] bitratesKbps;
    private double[][] sizesBits;
    private final double[] utilities;
    private double lengthMs;
    private double leastBits;
    private int segments;

    /**
     * A title; the arrays are its own from now on.
     *
     * @param name that reports call it by
     * @param durationsMs of each segment, above 0
     * @param bitratesKbps of each rung as the manifest announces it, above 0, never falling
     * @param sizesBits of each segment in each rung, {@code [segment][rung]}, above 0
     * @throws IllegalArgumentException if there is no segment or no rung, or a number is not of that kind
     */
    public Title(String name, double[] durationsMs, double[] bitratesKbps, double[][] sizesBits) {
        check(durationsMs.length > 0, "has no segments");
        check(bitratesKbps.length > 0, "has no rungs");
        check(sizesBits.length == durationsMs.length, "has not as many sizes as segments");
        this.name = name;
        this.durationsMs = durationsMs;
        this.bitratesKbps = bitratesKbps;
        this.sizesBits = sizesBits;
        segments = durationsMs.length;
        utilities = new double[bitratesKbps.length];
        for (int rung = 0; rung < bitratesKbps.length; rung++) {
            positive(bitratesKbps[rung], "bitrate of rung", rung);
            check(rung == 0 || bitratesKbps[rung] >= bitratesKbps[rung - 1], "lists bitrates that fall");
            utilities[rung] = Math.log(bitratesKbps[rung] / bitratesKbps[0]);
        }
        double length = 0;
        double least = 0;
        for (int segment = 0; segment < durationsMs.length; segment++) {
            positive(durationsMs[segment], "duration of segment", segment);
            check(sizesBits[segment].length == bitratesKbps.length, "lacks sizes of segment " + segment);
            for (double size : sizesBits[segment]) {
                positive(size, "size of segment", segment);
            }
            length += durationsMs[segment];
            least += smallest(sizesBits[segment]);
        }
        lengthMs = length;
        leastBits = least;
    }

    private static double smallest(double[] bits) {
        double smallest = bits[0];
        for (double size : bits) {
            smallest = Math.min(smallest, size);
        }
        return smallest;
    }

    private void positive(double value, String what, int index) {
        check(value > 0 && value < Double.POSITIVE_INFINITY, "has a " + what + " " + index + " that is not above 0");
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("the title " + problem);
        }
    }

    public String name() {
        return name;
    }

    public int segments() {
        return segments;
    }

    public int rungs() {
        return bitratesKbps.length;
    }

    public double durationMs(int segment) {
        return durationsMs[segment];
    }

    public double bitrateKbps(int rung) {
        return bitratesKbps[rung];
    }

    public double sizeBits(int segment, int rung) {
        return sizesBits[segment][rung];
    }

    /**
     * Replaces what is known of a segment, or adds the next.
     *
     * @param durationMs above 0
     * @param bits its size in each rung, above 0
     */
    public void setSegment(int segment, double durationMs, double[] bits) {
        if (segment == segments) {
            segments++;
            if (segments > durationsMs.length) {
                durationsMs = Arrays.copyOf(durationsMs, 2 * segments);
                sizesBits = Arrays.copyOf(sizesBits, 2 * segments);
            }
        }
        lengthMs += durationMs - durationsMs[segment];
        leastBits += smallest(bits) - (sizesBits[segment] == null ? 0 : smallest(sizesBits[segment]));
        durationsMs[segment] = durationMs;
        sizesBits[segment] = bits;
    }

    /** What a rung is worth: the natural logarithm of its bitrate over that of the lowest. */
    public double utility(int rung) {
        return utilities[rung];
    }

    public double lengthMs() {
        return lengthMs;
    }

    /** The bitrate of the smallest file of each segment, on average. */
    public double leastKbps() {
        return leastBits / lengthMs;
    }

    /** The mean duration of a segment, for rules that know only one. */
    public double segmentMs() {
        return lengthMs / segments;
    }

    public double longestSegmentMs() {
        double longest = 0;
        for (int segment = 0; segment < segments; segment++) {
            longest = Math.max(longest, durationsMs[segment]);
        }
        return longest;
    }
}
