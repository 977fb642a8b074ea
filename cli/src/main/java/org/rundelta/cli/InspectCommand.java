package org.rundelta.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rundelta.check.CheckReport;
import org.rundelta.check.TitleCheck;
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
                        + " MPD or HLS playlist: representations, segments, and whether their files are there. With"
                        + " --check: whether a packaged title is whole and right.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta inspect clip.mp4 --frames --plot sizes.png",
            "  rundelta inspect title/manifest.mpd",
            "  rundelta inspect --check title"
        })
final class InspectCommand implements Callable<Integer> {
    private static final int SNIFFED = 64;

    @Parameters(
            paramLabel = "FILE",
            description = "An MP4 file, a segment of one, an MPD or a playlist; with --check, a folder.")
    private Path file;

    @Option(names = "--frames", description = "List every video frame; of a manifest, every segment.")
    private boolean frames;

    @Option(names = "--boxes", description = "Show the boxes of all movie fragments, not only of the first two.")
    private boolean boxes;

    @Option(
            names = "--check",
            description =
                    "Check a title, in a folder or named by its manifest: all files of manifest and playlists and no"
                            + " others, every segment, times, sizes, codecs, bandwidths, indexes, text. A line for each thing that is wrong,"
                            + " and exit code 1 if there is any.")
    private boolean check;

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
        if (check) {
            return check();
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; name a file in it, or --check it");
        }
        String start = start();
        boolean isMpd = start.startsWith("<");
        boolean isPlaylist = start.startsWith("#EXTM3U");
        if (plot != null && (isMpd || isPlaylist)) {
            throw new ParameterException(spec.commandLine(), "--plot needs an MP4 file, " + file + " is a manifest");
        }
        if (isMpd) {
            MpdReport report = MpdInspection.of(file, frames);
            output.report(report, () -> MpdText.of(report));
        } else if (isPlaylist) {
            PlaylistReport report = PlaylistInspection.of(file, frames);
            output.report(report, () -> PlaylistText.of(report));
        } else {
            Mp4Report report = Mp4Inspection.of(file, frames);
            if (plot != null) {
                FramePlot.write(Mp4Inspection.of(file, true), plot);
            }
            output.report(report, () -> Mp4Text.of(report, boxes));
        }
        return ExitCode.DONE;
    }

    private int check() throws IOException {
        if (frames || boxes || plot != null) {
            throw new ParameterException(spec.commandLine(), "--check shows neither --frames, --boxes nor a --plot");
        }
        CheckReport report = TitleCheck.run(file);
        output.report(report, () -> CheckText.of(report));
        return report.findings().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** The first characters, but for a byte order mark and space: of a tag, or of a playlist; no MP4 file begins so. */
    private String start() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(SNIFFED), StandardCharsets.UTF_8);
            return start.replace("\uFEFF", "").strip();
        }
    }
}
