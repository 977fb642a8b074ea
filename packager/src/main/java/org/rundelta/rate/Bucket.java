package org.rundelta.rate;

import java.io.Serializable;

/** A leaky bucket: bits go in with each picture, and leave at a steady rate. Times are in seconds. */
final class Bucket implements Serializable {
    private static final long serialVersionUID = 1;

    private final double rate;
    private final double size;
    private double fill;
    private double time;

    /**
     * A bucket with something in it.
     *
     * @param rate at which it empties, bits per second
     * @param size bits that it holds
     * @param fill bits in it
     * @param time at which they are
     */
    Bucket(double rate, double size, double fill, double time) {
        this.rate = rate;
        this.size = size;
        this.fill = fill;
        this.time = time;
    }

    /** Lets run out what does until then. */
    void advance(double to) {
        fill = Math.max(0, fill - Math.max(0, to - time) * rate);
        time = to;
    }

    void add(double bits) {
        fill += bits;
    }

    double fill() {
        return fill;
    }

    /** Bits that may still go in now. */
    double room() {
        return size - fill;
    }

    /** Bits that may still go in now for it to hold no more than {@code end} at a later time. */
    double roomFor(double end, double at) {
        return end + (at - time) * rate - fill;
    }
}
