package org.rundelta.mp4;

/**
 * A visual sample entry.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record VideoSampleEntry(String type, int width, int height, String configType, byte[] config)
        implements SampleEntry {}
