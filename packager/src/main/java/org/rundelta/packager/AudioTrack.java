package org.rundelta.packager;

/**
 * An audio track of an input.
 *
 * @param number from 1, among the audio tracks of the input
 * @param main whether it is the one that a listener who does not choose hears; of the tracks of an input, one is
 * @param description as far as the input has one
 */
public record AudioTrack(int number, boolean main, TrackDescription description) {}
