package org.rundelta.packager;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.rundelta.codec.Effort;

/**
 * How to package.
 *
 * @param output folder of the title, made if absent
 * @param ladder the rungs to encode; null to take coded video as it is
 * @param segment length of a segment, see {@link Segmenter}
 * @param effort of the video encoders
 * @param threads at most, at least 1
 * @param audio that it gets
 * @param hls whether to write HLS playlists beside the MPD
 */
public record PackageOptions(
        Path output, Ladder ladder, Duration segment, Effort effort, int threads, AudioOptions audio, boolean hls) {
    /** What a segment lasts if nobody says otherwise: few enough requests, and quality can still follow the network. */
    public static final Duration DEFAULT_SEGMENT = Duration.ofSeconds(4);

    public PackageOptions {
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(effort, "effort");
        Objects.requireNonNull(audio, "audio");
        if (threads < 1) {
            throw new IllegalArgumentException("threads " + threads + " is not from 1 on");
        }
    }

    /** With the input's audio, as DASH alone. */
    public PackageOptions(Path output, Ladder ladder, Duration segment, Effort effort, int threads) {
        this(output, ladder, segment, effort, threads, AudioOptions.DEFAULT, false);
    }

    /** The same with other audio. */
    public PackageOptions withAudio(AudioOptions other) {
        return new PackageOptions(output, ladder, segment, effort, threads, other, hls);
    }

    /** The same with or without HLS. */
    public PackageOptions withHls(boolean wanted) {
        return new PackageOptions(output, ladder, segment, effort, threads, audio, wanted);
    }
}
