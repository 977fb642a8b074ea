package org.rundelta.packager;

import java.io.Serializable;
import org.rundelta.rate.SegmentRate;

/**
 * How another machine is to encode one segment of one rung.
 *
 * @param rung its place among those of the work
 * @param number of the segment
 * @param rate decides for its pictures, in our own codec; null for nobody
 * @param quality in a standard codec; otherwise 0
 */
record SegmentOrder(int rung, long number, SegmentRate rate, double quality) implements Serializable {}
