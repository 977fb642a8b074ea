package org.rundelta.packager;

import java.nio.file.Path;

/**
 * A segment of one rung or of the audio, written to a file of its own.
 *
 * @param time decode time of its first sample, in ticks of the track's timescale
 * @param duration in the same ticks
 * @param samples how many
 * @param keyframes how many of them
 * @param payloadBytes of its samples, boxes not counted
 * @param firstSampleEnd bytes of the file up to the end of its first sample
 * @param file where it stands
 * @param fileBytes its size
 */
record EncodedSegment(
        long time,
        long duration,
        int samples,
        int keyframes,
        long payloadBytes,
        long firstSampleEnd,
        Path file,
        long fileBytes) {}
