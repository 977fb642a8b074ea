package org.rundelta.packager;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rundelta.codec.Effort;

/**
 * What is to become of an input's frames.
 *
 * @param ladder the rungs to encode
 * @param segment length of a segment
 * @param shortEnd whether the last segment may be as short as the title has it
 * @param effort of the encoders
 * @param slices of each picture
 * @param folders where the segments of each rung go, in the order of the ladder; they exist
 */
record EncodePlan(Ladder ladder, Duration segment, boolean shortEnd, Effort effort, int slices, List<Path> folders) {
    /** Says where a video's segments begin. */
    Segmenter segmenter(VideoInfo video, Optional<SourceIndex> index) {
        Segmenter segmenter = new Segmenter(segment, video.timescale());
        return index.isEmpty() || shortEnd
                ? segmenter
                : segmenter.endingAt(index.get().endTime());
    }
}
