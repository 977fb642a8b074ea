package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What {@code inspect} finds in an HLS playlist and beside it. What is null is not stated there.
 *
 * @param type {@code multivariant} or {@code media}
 * @param steering whom players ask where to get it
 * @param playlists the media playlists: those that a multivariant playlist names, or the file itself
 * @param missing files that it and its playlists name and that are not there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlaylistReport(
        String file, String type, SteeringReport steering, List<MediaPlaylistReport> playlists, List<String> missing) {
    /**
     * One media playlist.
     *
     * @param path relative to the file
     * @param kind {@code playback}, {@code keyframes} or {@code images} of a variant; {@code audio}, {@code video} or
     *     {@code subtitles} of a rendition
     * @param group of a rendition
     * @param bandwidth as stated, in bits per second
     * @param averageBitrate of its segments that are there; null if none is
     * @param segments how many
     * @param seconds of all segments
     * @param bytes of the segments that are there
     * @param missing how many files are not there
     * @param files with {@code --frames}: its segments
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MediaPlaylistReport(
            String path,
            String kind,
            String group,
            String name,
            String language,
            String codecs,
            Long width,
            Long height,
            String frameRate,
            Long bandwidth,
            Long averageBandwidth,
            Long averageBitrate,
            int segments,
            double seconds,
            long bytes,
            int missing,
            List<SegmentReport> files) {}

    /**
     * One segment.
     *
     * @param start seconds from the start
     * @param bytes null if it is missing
     * @param path relative to its playlist
     * @param range bytes of the file, {@code first-last}; null for all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SegmentReport(double start, double seconds, Long bytes, String path, String range) {}
}
