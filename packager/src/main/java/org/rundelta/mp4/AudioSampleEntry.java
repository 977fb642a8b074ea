package org.rundelta.mp4;

/**
 * An audio sample entry.
 *
 * @param sampleRate in Hz
 */
public record AudioSampleEntry(String type, int channels, int sampleRate, String configType, byte[] config)
        implements SampleEntry {}
