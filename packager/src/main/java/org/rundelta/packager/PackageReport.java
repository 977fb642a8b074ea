package org.rundelta.packager;

import java.util.List;

/**
 * What was packaged.
 *
 * @param manifest path of the manifest
 * @param playlist path of the multivariant playlist, null without HLS
 * @param representations of the video in the order of the ladder, then the audio, text and thumbnails
 * @param files in the title, the manifests among them
 * @param bytes of all files
 */
public record PackageReport(
        String manifest, String playlist, List<PackagedRepresentation> representations, int files, long bytes) {
    /**
     * One representation of the manifest.
     *
     * @param id the rung's
     * @param codec its RFC 6381 string; {@code vtt} and {@code jpeg} for files of text and thumbnails
     * @param width in pixels, of a tile of thumbnails the whole; null for audio and text
     * @param height in pixels, likewise
     * @param bandwidth bits per second, as the manifest says
     * @param averageBitrate bits per second
     * @param segments how many media segments
     * @param bytes of its files, the initialization segment among them
     * @param url its folder, relative to the manifest
     */
    public record PackagedRepresentation(
            String id,
            String codec,
            Integer width,
            Integer height,
            long bandwidth,
            long averageBitrate,
            int segments,
            long bytes,
            String url) {}
}
