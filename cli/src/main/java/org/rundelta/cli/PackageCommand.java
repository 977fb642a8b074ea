package org.rundelta.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.LadderException;
import org.rundelta.packager.LadderFile;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.PackageReport;
import org.rundelta.packager.PackageReport.PackagedRepresentation;
import org.rundelta.packager.Packager;
import org.rundelta.push.Publisher;
import org.rundelta.push.PushException;
import org.rundelta.push.PushOptions;
import org.rundelta.push.PushReport;
import org.rundelta.push.PushResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rundelta package}: any video to a DASH title, pushed to where it is served. */
@Command(
        name = "package",
        description =
                "Encode a video at every rung of a ladder, cut it into segments, write a DASH manifest, and push all"
                        + " of it to where it is served.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  rundelta package samples/terminal.mkv --ladder samples/ladder.yaml -o out/title --push out/cdn"
        })
final class PackageCommand implements Callable<Integer> {
    private static final String LOSSLESS = "lossless";

    @Mixin
    private InputOption input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "Folder of the title; manifest.mpd goes there.")
    private Path output;

    @Option(
            names = "--ladder",
            paramLabel = "FILE|lossless",
            defaultValue = LOSSLESS,
            description = "The rungs: a YAML or JSON file (docs/ladder.md), or one lossless rung (default:"
                    + " ${DEFAULT-VALUE}).")
    private String ladder;

    @Option(
            names = "--segment",
            paramLabel = "SECONDS",
            defaultValue = "4",
            converter = SecondsConverter.class,
            description = "Length of a segment (default: ${DEFAULT-VALUE}).")
    private Duration segment;

    @Option(
            names = "--push",
            paramLabel = "TARGET",
            description = "Push the title there when it is complete; may be given several times.")
    private List<String> targets = List.of();

    @Mixin
    private EffortOption effort;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private OutputOptions outputOptions;

    /** The JSON report; the fields are explained in docs/cli.md. */
    record Report(
            String manifest,
            List<PackagedRepresentation> representations,
            int files,
            long bytes,
            List<PushResult> pushed) {}

    @Override
    public Integer call() throws Exception {
        PackageReport packaged = packageTitle();
        if (targets.isEmpty()) {
            report(packaged, List.of());
            return ExitCode.DONE;
        }
        try (PushProgress progress = new PushProgress(outputOptions, false)) {
            PushReport pushed = Publisher.publish(output, targets, PushOptions.DEFAULT, progress);
            report(packaged, pushed.pushed());
        } catch (PushException e) {
            report(packaged, e.report().pushed());
            throw e;
        }
        return ExitCode.DONE;
    }

    private void report(PackageReport packaged, List<PushResult> pushed) throws JsonProcessingException {
        Report report =
                new Report(packaged.manifest(), packaged.representations(), packaged.files(), packaged.bytes(), pushed);
        outputOptions.report(report, () -> text(report));
    }

    @SuppressWarnings("try") // the interruption works by being open
    private PackageReport packageTitle() throws Exception {
        Ladder rungs = ladder.equals(LOSSLESS) ? Ladder.LOSSLESS : LadderFile.read(Path.of(ladder));
        PackageOptions options = new PackageOptions(output, rungs, segment, effort.value(), threads.count());
        try (Interruption interruption = new Interruption();
                SegmentProgress progress = new SegmentProgress("package", outputOptions)) {
            return Packager.run(input.open(), options, progress);
        } catch (LadderException e) {
            throw new LadderException(ladder + ": " + e.getMessage(), e);
        }
    }

    private static String text(Report report) {
        StringBuilder text = new StringBuilder();
        for (PackagedRepresentation representation : report.representations) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-12s %-12s %-10s %10.0f kbit/s, at most %.0f; %d segments, %,d bytes%n",
                    representation.id(),
                    representation.codec(),
                    representation.width() == null ? "" : representation.width() + "x" + representation.height(),
                    representation.averageBitrate() / 1e3,
                    representation.bandwidth() / 1e3,
                    representation.segments(),
                    representation.bytes()));
        }
        text.append(String.format(Locale.ROOT, "%s: %d files, %,d bytes", report.manifest, report.files, report.bytes));
        for (PushResult result : report.pushed) {
            text.append(String.format(
                    Locale.ROOT,
                    "%npushed to %s: %d files, %,d bytes, %d there already",
                    result.target(),
                    result.files(),
                    result.bytes(),
                    result.skipped()));
        }
        return text.toString();
    }
}
