package org.rundelta.packager;

/**
 * A frame in a standard codec.
 *
 * @param time of its presentation, in ticks
 * @param duration in ticks
 * @param keyframe whether decoding can begin with it
 */
public record CodedSample(byte[] data, long time, long duration, boolean keyframe) {}
