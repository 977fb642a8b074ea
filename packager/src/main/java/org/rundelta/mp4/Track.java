package org.rundelta.mp4;

/**
 * One track of a file.
 *
 * @param id from 1
 * @param timescale ticks per second
 * @param language ISO 639-2 code of three letters, {@code und} if unknown
 * @param entry how its samples are coded
 * @param mediaStart ticks at the start of the media that are not presented (audio priming), written as an edit list
 *     when not 0
 */
public record Track(int id, long timescale, String language, SampleEntry entry, long mediaStart) {}
