package org.rundelta.mp4;

/**
 * What a track stores for one time. Presentation time equals decode time in every track written here.
 *
 * @param data the coded frame
 * @param decodeTime ticks of the track's timescale
 * @param duration ticks of the track's timescale
 * @param sync whether decoding can begin here
 */
public record Sample(byte[] data, long decodeTime, long duration, boolean sync) {}
