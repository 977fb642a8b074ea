package org.rundelta.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rundelta.codec.CodecConfig;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.MovieEncoder;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.Rung;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rundelta encode}: any video to one fragmented MP4 in our own codec. */
@Command(
        name = "encode",
        description = "Encode a video as one MP4 file with a Rundelta video track (rdv1) and the source's audio (AAC).",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  rundelta encode samples/terminal.mkv -o terminal.mp4"})
final class EncodeCommand implements Callable<Integer> {
    @Mixin
    private InputOption input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT.mp4",
            description = "The file to write.")
    private Path output;

    @ArgGroup
    private FidelityOptions fidelity = new FidelityOptions();

    /** How near to the source; one of them. */
    private static final class FidelityOptions {
        @Option(names = "--lossless", description = "Every pixel exact (default).")
        @SuppressWarnings("UnusedVariable") // what is not said otherwise is lossless
        private boolean lossless;

        @Option(
                names = "--max-error",
                paramLabel = "T",
                converter = MaxErrorConverter.class,
                description = "No channel of any pixel off by more than T, 0 to 255.")
        private Fidelity.MaxError maxError;

        @Option(
                names = "--quality",
                paramLabel = "Q",
                converter = QualityConverter.class,
                description =
                        "Constant quality, 0 to 100: text and drawings exact, photographs and film as good as this;"
                                + " 60 to 80 looks like the source, 100 is lossless.")
        private Fidelity.Quality quality;

        @ArgGroup(exclusive = false)
        private BitrateOptions bitrate;

        Fidelity value() {
            if (quality != null) {
                return quality;
            }
            if (bitrate != null) {
                return new Fidelity.Bitrate(bitrate.rate, bitrate.maxrate, bitrate.bufsize);
            }
            return maxError == null ? new Fidelity.Lossless() : maxError;
        }
    }

    /** An average bitrate, perhaps with a cap. */
    private static final class BitrateOptions {
        @Option(
                names = "--bitrate",
                required = true,
                paramLabel = "R",
                converter = BitrateConverter.class,
                description = "Bits per second on average, as 800k or 1.5M: exact if that fits, text and drawings"
                        + " exact if that does. Parts of the video are encoded twice; piped input once, as it comes.")
        private long rate;

        @Option(
                names = "--maxrate",
                paramLabel = "R",
                converter = BitrateConverter.class,
                description = "With --bitrate and --bufsize: no stretch of time takes more bits than this times its"
                        + " length, and --bufsize.")
        private long maxrate;

        @Option(
                names = "--bufsize",
                paramLabel = "B",
                converter = BitrateConverter.class,
                description = "With --maxrate: bits that may come on top, as 1M.")
        private long bufsize;
    }

    @Option(
            names = "--keyframe-interval",
            paramLabel = "SECONDS",
            defaultValue = "10",
            converter = SecondsConverter.class,
            description = "Time from one keyframe to the next (default: ${DEFAULT-VALUE}).")
    private Duration keyframeInterval;

    @Option(names = "--size", paramLabel = "WxH", converter = SizeConverter.class, description = "Scale to this size.")
    private PictureSize size;

    @Option(
            names = "--fps",
            paramLabel = "N",
            converter = FrameRateConverter.class,
            description = "Keep at most N frames per second, as 10 or 30000/1001; the frames kept keep their times.")
    private FrameRate fps;

    @Mixin
    private EffortOption effort;

    @Option(
            names = "--slices",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Code each picture in N parts, 1 to 16, so that several threads can work on one picture of input",
                "that comes as it is made. Costs bytes (default: ${DEFAULT-VALUE})."
            })
    private void setSlices(int value) {
        if (value < 1 || value > CodecConfig.MAX_SLICES) {
            throw new ParameterException(
                    command.commandLine(), "--slices " + value + " is not from 1 to " + CodecConfig.MAX_SLICES);
        }
        slices = value;
    }

    private int slices;

    @Spec
    private CommandSpec command;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private OutputOptions outputOptions;

    /** The JSON report; the fields are explained in docs/cli.md. */
    record Report(
            int frames,
            int width,
            int height,
            long bytes,
            int keyframes,
            double cpuSeconds,
            double wallSeconds,
            double mpixelPerSecond) {}

    @Override
    @SuppressWarnings("try") // the interruption works by being open
    public Integer call() throws Exception {
        try (Interruption interruption = new Interruption();
                PartialFile file = PartialFile.of(output);
                SegmentProgress progress = new SegmentProgress("encode", outputOptions)) {
            MovieEncoder.Result result = MovieEncoder.run(
                    input.open(),
                    rung(),
                    effort.value(),
                    slices,
                    keyframeInterval,
                    threads.count(),
                    file.path(),
                    progress);
            file.complete();
            ProcessTimes times = ProcessTimes.now();
            Report report = new Report(
                    result.frames(),
                    result.width(),
                    result.height(),
                    result.bytes(),
                    result.keyframes(),
                    times.cpuSeconds(),
                    times.wallSeconds(),
                    result.time().megapixelsPerSecond());
            outputOptions.report(report, () -> text(report));
            return ExitCode.DONE;
        }
    }

    private Rung rung() {
        OutputSize outputSize = size == null ? new OutputSize.Source() : new OutputSize.Exactly(size);
        return new Rung("video", fidelity(), outputSize, fps, Rung.DEFAULT_CODEC);
    }

    private Fidelity fidelity() {
        try {
            return fidelity.value();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private String text(Report report) {
        return String.format(
                Locale.ROOT,
                "%s: %d frames of %dx%d, %d of them keyframes, %,d bytes of video; %.1f s, %.0f Mpixel/s a thread",
                output,
                report.frames,
                report.width,
                report.height,
                report.keyframes,
                report.bytes,
                report.wallSeconds,
                report.mpixelPerSecond);
    }
}
