package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What {@code inspect} finds in an MPD and beside it. What is null is not stated there.
 *
 * @param seconds duration of the presentation
 * @param minBufferSeconds what a client must have buffered for the bandwidths to hold
 * @param steering whom players ask where to get it
 * @param missing files that it names and that are not there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MpdReport(
        String file,
        String type,
        List<String> profiles,
        Double seconds,
        double minBufferSeconds,
        SteeringReport steering,
        List<RepresentationReport> representations,
        List<String> missing) {

    /**
     * One representation.
     *
     * @param period its id, or its number from 1
     * @param adaptationSet its id, or its number from 1
     * @param bandwidth as stated, in bits per second
     * @param averageBitrate of its media segments that are there; null if none is
     * @param segments how many
     * @param bytes of the files that are there, the initialization segment among them
     * @param missing how many files are not there
     * @param files with {@code --frames}: its media segments
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RepresentationReport(
            String period,
            String adaptationSet,
            String id,
            String contentType,
            String codecs,
            Long width,
            Long height,
            String frameRate,
            long bandwidth,
            Long averageBitrate,
            int segments,
            long bytes,
            int missing,
            List<SegmentFileReport> files) {}

    /**
     * One media segment and its file.
     *
     * @param start media time in seconds
     * @param bytes null if it is missing
     * @param path relative to the MPD
     * @param range its bytes in that file; null for all of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SegmentFileReport(long number, double start, double seconds, Long bytes, String path, String range) {}
}
