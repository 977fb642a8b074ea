package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.rundelta.mp4.Box;

/**
 * What {@code inspect} finds in an MP4 file.
 *
 * @param bytes size of the file
 * @param declaredSeconds the duration that the header states, null if it states none
 * @param tracks none in a segment without its initialization segment
 * @param boxes all of them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Mp4Report(
        String file,
        long bytes,
        boolean fragmented,
        Double declaredSeconds,
        List<TrackReport> tracks,
        List<Box> boxes) {}
