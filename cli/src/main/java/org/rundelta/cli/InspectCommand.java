package org.rundelta.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta inspect}. */
@Command(
        name = "inspect",
        description =
                "Show what is in an MP4 file, of any codec: tracks, segments, frame types and sizes, boxes; or in an"
                        + " MPD: representations, segments, and whether their files are there.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta inspect clip.mp4 --frames --plot sizes.png",
            "  rundelta inspect title/manifest.mpd"
        })
final class InspectCommand implements Callable<Integer> {
    private static final int SNIFFED = 64;

    @Parameters(paramLabel = "FILE", description = "An MP4 file, a segment of one, or an MPD.")
    private Path file;

    @Option(names = "--frames", description = "List every video frame; of an MPD, every segment.")
    private boolean frames;

    @Option(names = "--boxes", description = "Show the boxes of all movie fragments, not only of the first two.")
    private boolean boxes;

    @Option(
            names = "--plot",
            paramLabel = "FILE.png",
            description = "Draw the sizes of an MP4's video frames over time.")
    private Path plot;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; name a file in it");
        }
        if (isXml()) {
            if (plot != null) {
                throw new ParameterException(spec.commandLine(), "--plot needs an MP4 file, " + file + " is an MPD");
            }
            MpdReport report = MpdInspection.of(file, frames);
            output.report(report, () -> MpdText.of(report));
        } else {
            Mp4Report report = Mp4Inspection.of(file, frames);
            if (plot != null) {
                FramePlot.write(Mp4Inspection.of(file, true), plot);
            }
            output.report(report, () -> Mp4Text.of(report, boxes));
        }
        return ExitCode.DONE;
    }

    /** Whether the first thing in it, but for a byte order mark, is a tag; no MP4 file begins so. */
    private boolean isXml() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(SNIFFED), StandardCharsets.UTF_8);
            return start.replace("\uFEFF", "").strip().startsWith("<");
        }
    }
}
