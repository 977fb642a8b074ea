package org.rundelta.dash;

/**
 * One media segment of a representation.
 *
 * @param number what {@code $Number$} stands for
 * @param time media time of its start in ticks of the template's timescale; what {@code $Time$} stands for
 * @param duration in the same ticks
 */
public record Segment(long number, long time, long duration) {}
