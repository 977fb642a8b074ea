package org.rundelta.packager;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.Effort;
import org.rundelta.codec.EncoderOptions;

/**
 * What is to become of an input's frames.
 *
 * @param ladder the rungs to encode
 * @param segment length of a segment
 * @param effort of the encoders
 * @param slices of each picture
 * @param folders where the segments of each rung go, in the order of the ladder; they exist
 */
record EncodePlan(Ladder ladder, Duration segment, Effort effort, int slices, List<Path> folders) {
    /** How the pictures of a rung are encoded. */
    EncoderOptions options(Rung rung) {
        return rung.fidelity().options(effort);
    }

    /** How finely a rung samples the colour differences of photographic blocks: as finely as its source at most. */
    ChromaFormat chroma(Rung rung, VideoInfo video) {
        if (options(rung).quantiser() == EncoderOptions.NO_QUANTISER) {
            return ChromaFormat.NONE;
        }
        return video.chromaSubsampled() ? ChromaFormat.YUV420 : ChromaFormat.YUV444;
    }

    /** Says where a video's segments begin. */
    Segmenter segmenter(VideoInfo video) {
        return new Segmenter(segment, video.timescale());
    }
}
