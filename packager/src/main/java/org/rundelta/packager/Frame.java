package org.rundelta.packager;

import org.rundelta.codec.Picture;

/**
 * One picture at one presentation time.
 *
 * @param picture valid until the source is asked for the next frame
 * @param time ticks of the source's timescale since its first frame
 * @param duration ticks up to the next frame; for the last frame what the container says, else the average
 */
public record Frame(Picture picture, long time, long duration) {}
