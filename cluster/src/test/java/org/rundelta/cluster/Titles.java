package org.rundelta.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rundelta.codec.Effort;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.Packager;
import org.rundelta.packager.Rung;
import org.rundelta.packager.TaskEngine;
import org.rundelta.packager.VideoCodec;

/** The titles of the tests, encoded here and there. */
final class Titles {
    static final Path SAMPLE = Path.of(System.getProperty("rundelta.root"), "samples", "terminal.mkv");

    /** One of each kind: exact, with a bitrate in two passes or more, in a standard codec. */
    static final Ladder LADDER = new Ladder(List.of(
            rung("h264", new Fidelity.Quality(40), VideoCodec.H264),
            rung("rated", new Fidelity.Bitrate(50_000, 0, 0), VideoCodec.RDV1),
            rung("exact", new Fidelity.Lossless(), VideoCodec.RDV1)));

    /** What needs one encoding only. */
    static final Ladder ENCODED_ONCE = new Ladder(
            LADDER.rungs().stream().filter(rung -> !rung.id().equals("rated")).toList());

    private Titles() {}

    private static Rung rung(String id, Fidelity fidelity, VideoCodec codec) {
        return new Rung(id, fidelity, new OutputSize.Scaled(new BigDecimal("0.25")), null, codec);
    }

    static MediaInput input(Path file) {
        return new FfmpegInput(file.toString());
    }

    /** Packages the sample in pieces of half a second; a null engine is this machine. */
    static Path encode(Path output, Ladder ladder, TaskEngine engine, PackageListener listener) throws Exception {
        return encode(input(SAMPLE), output, ladder, engine, listener);
    }

    static Path encode(MediaInput input, Path output, Ladder ladder, TaskEngine engine, PackageListener listener)
            throws Exception {
        PackageOptions options = new PackageOptions(output, ladder, Duration.ofMillis(500), Effort.FAST, 2);
        Packager.run(input, options.on(engine), listener);
        return output;
    }

    /** Asserts that two folders hold the same files. */
    static void assertSame(Path here, Path there) throws IOException, InterruptedException {
        Process diff = new ProcessBuilder("diff", "-r", here.toString(), there.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(diff.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(diff.waitFor()).isZero();
    }
}
