package org.rundelta.rate;

/**
 * What a segment takes.
 *
 * @param times at which its frames are decoded, and so have been sent, in seconds
 * @param frameBits of these frames
 * @param bits of all of it, boxes included
 */
record SentSegment(double[] times, long[] frameBits, long bits) {}
