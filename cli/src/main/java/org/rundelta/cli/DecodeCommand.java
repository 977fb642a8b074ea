package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rundelta.ffmpeg.FfmpegSink;
import org.rundelta.ffmpeg.FfmpegSource;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameMatch;
import org.rundelta.packager.FrameSink;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.FrameVerifier;
import org.rundelta.packager.MismatchException;
import org.rundelta.packager.RundeltaSource;
import org.rundelta.packager.VideoInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta decode}. */
@Command(
        name = "decode",
        description = "Decode the video of a file that rundelta encoded, and compare it if wanted with its original."
                + " Audio is not decoded.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta decode clip.mp4 -o clip.mkv",
            "  rundelta decode clip.mp4 --verify original.mkv --max-error 0"
        })
final class DecodeCommand implements Callable<Integer> {
    /** To decode with: as many as FFmpeg finds good. */
    private static final int AUTOMATIC = 0;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "IN.mp4", description = "File with a video track of codec rdv1.")
    private Path input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "Where the frames go: .mkv is FFV1, lossless; .mp4 is H.264; .y4m is uncompressed 4:4:4; a name"
                            + " without an ending is a folder of .png. Without it they are decoded, and that is all.")
    private Path outputFile;

    @Option(
            names = "--verify",
            paramLabel = "SOURCE",
            description =
                    "Compare frame by frame with SOURCE, which is anything that FFmpeg reads, or a file as IN.mp4.")
    private String original;

    @Option(
            names = "--max-error",
            paramLabel = "T",
            converter = MaxErrorConverter.class,
            description = "With --verify: fail if any channel of any pixel is off by more than T, 0 to 255.")
    private Fidelity.MaxError maxError;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        checkUsage();
        try (Interruption interruption = new Interruption();
                RundeltaSource source = RundeltaSource.open(input);
                FrameSink sink = outputFile == null ? null : openSink(source.video());
                FrameVerifier verifier = original == null ? null : openVerifier(source.video());
                Progress progress = output.progress("decode", source.frames())) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                interruption.check();
                if (sink != null) {
                    sink.write(frame.picture(), frame.time(), frame.duration());
                }
                if (verifier != null) {
                    verifier.add(frame);
                }
                progress.step(1);
            }
            FrameMatch match = verifier == null ? null : verifier.finish();
            if (sink != null) {
                sink.finish();
            }
            report(source, match);
        }
        return ExitCode.DONE;
    }

    private void checkUsage() throws IOException {
        if (maxError != null && original == null) {
            throw new ParameterException(spec.commandLine(), "--max-error needs --verify SOURCE to compare with");
        }
        if (outputFile != null && outputFile.getFileName() == null) {
            throw new ParameterException(spec.commandLine(), outputFile + ": name a file or a new folder in it");
        }
        if (outputFile != null && Files.exists(outputFile) && Files.isSameFile(input, outputFile)) {
            throw new ParameterException(spec.commandLine(), outputFile + ": is also the input; name another output");
        }
    }

    private FrameSink openSink(VideoInfo video) throws IOException {
        try {
            return FfmpegSink.open(outputFile, video);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private FrameVerifier openVerifier(VideoInfo video) throws IOException {
        Path path = Path.of(original);
        FrameSource source = RundeltaSource.recognises(path)
                ? RundeltaSource.open(path)
                : FfmpegSource.open(original, Optional.empty(), AUTOMATIC);
        return new FrameVerifier(source, original, video);
    }

    private void report(RundeltaSource source, FrameMatch match) throws IOException, MismatchException {
        DecodeReport decoded = DecodeReport.of(source);
        if (match == null) {
            output.report(decoded, () -> decoded.text(source.video()));
            return;
        }
        VerifyReport verified = VerifyReport.of(decoded, match);
        output.report(verified, () -> decoded.text(source.video()) + System.lineSeparator() + verified.text(original));
        if (maxError != null && match.quality().maxError() > maxError.limit()) {
            throw new MismatchException(input + ": off by up to "
                    + match.quality().maxError() + " from " + original + ", more than --max-error " + maxError.limit()
                    + "; encode it with that --max-error, or lossless");
        }
    }
}
