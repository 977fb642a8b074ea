package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rundelta.compare.Clip;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparedCodec;
import org.rundelta.compare.Comparison;
import org.rundelta.ffmpeg.FfmpegInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta compare}: our codec beside FFmpeg's. */
@Command(
        name = "compare",
        description =
                "Encode videos with Rundelta and with FFmpeg's codecs, lossless unless bitrates are given, side by side: bytes, quality, speed."
                        + " All get the same frames, in memory, and one thread; what they decode to is compared with"
                        + " the source pixel by pixel.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta compare samples/terminal.mkv --frames 60",
            "  rundelta compare a.mkv b.mkv --codecs rundelta,qtrle,x264rgb-medium --report comparison",
            "  rundelta compare samples/terminal.mkv --frames 60 --bitrates 1M --codecs rundelta,x264-medium"
        })
final class CompareCommand implements Callable<Integer> {
    private static final String DEFAULT_ANCHOR = "x264-444-medium";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "INPUT",
            arity = "1..*",
            description = "Video files, folders of images, or patterns such as frame%%04d.png.")
    private List<String> inputs;

    @Option(
            names = "--codecs",
            paramLabel = "LIST",
            split = ",",
            description =
                    "Names with commas between them; a name that is not known gets the list of all (default: all).")
    private List<String> codecs = List.of();

    @Option(
            names = "--bitrates",
            paramLabel = "LIST",
            split = ",",
            converter = BitrateConverter.class,
            description = "Compare lossy codecs instead, each at these bitrates, as 500k,1M,2M, by PSNR, SSIM and exact"
                    + " pixels. Rundelta encodes some of it twice, the others once.")
    private List<Long> bitrates = List.of();

    @Option(
            names = "--anchor",
            paramLabel = "NAME",
            description = "With --bitrates: the codec with which the others' rates are compared at equal quality"
                    + " (default: x264-444-medium, if it takes part).")
    private String anchor;

    private int frames = Integer.MAX_VALUE;

    @Option(names = "--frames", paramLabel = "N", description = "The first N frames of each input (default: all).")
    private void setFrames(int value) {
        frames = atLeastOne("--frames", value);
    }

    private int runs = 3;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each codec is measured, after a warm-up; the median counts, and slow codecs run"
                    + " less often (default: ${DEFAULT-VALUE}).")
    private void setRuns(int value) {
        runs = atLeastOne("--runs", value);
    }

    @Option(
            names = "--keyframe-interval",
            paramLabel = "SECONDS",
            defaultValue = "10",
            converter = SecondsConverter.class,
            description = "Time from one keyframe to the next, for every codec (default: ${DEFAULT-VALUE}).")
    private Duration keyframeInterval;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Write a page with tables and plots, index.html, into this folder.")
    private Path reportFolder;

    @Mixin
    private OutputOptions output;

    private int atLeastOne(String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " " + value + " is not from 1 on");
        }
        return value;
    }

    @Override
    @SuppressWarnings("try") // the interruption works by being open
    public Integer call() throws Exception {
        List<ComparedCodec> chosen = chosenCodecs();
        String reference = anchor == null ? DEFAULT_ANCHOR : anchor;
        if (anchor != null && chosen.stream().noneMatch(codec -> codec.name().equals(anchor))) {
            throw new ParameterException(
                    spec.commandLine(), "--anchor " + anchor + " is not among the codecs compared");
        }
        try (Interruption interruption = new Interruption();
                ReportPage page = reportFolder == null ? null : ReportPage.in(reportFolder)) {
            List<ClipComparison> comparisons = new ArrayList<>();
            for (String input : inputs) {
                comparisons.add(compare(input, chosen));
            }
            Machine machine = Machine.here();
            if (page != null) {
                PageOrigin origin = new PageOrigin(machine, commandLine(), LocalDate.now(ZoneOffset.UTC));
                page.write(
                        bitrates.isEmpty()
                                ? ComparePage.of(comparisons, origin)
                                : RatePage.of(comparisons, reference, origin));
            }
            if (bitrates.isEmpty()) {
                output.report(CompareReport.of(comparisons, machine), () -> CompareText.of(comparisons, machine));
            } else {
                output.report(
                        RateReport.of(comparisons, reference, machine),
                        () -> RateText.of(comparisons, reference, machine));
            }
        }
        return ExitCode.DONE;
    }

    /** What was typed, more or less: a shell may want some words quoted. */
    private String commandLine() {
        CommandLine top = spec.root().commandLine();
        return top.getCommandName() + " "
                + String.join(" ", top.getParseResult().originalArgs());
    }

    private List<ComparedCodec> chosenCodecs() throws IOException {
        try {
            return bitrates.isEmpty() ? CodecTable.choose(codecs) : CodecTable.choose(codecs, bitrates);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--codecs: " + e.getMessage(), e);
        }
    }

    private ClipComparison compare(String input, List<ComparedCodec> chosen) throws IOException, InterruptedException {
        Clip clip = Clip.read(new FfmpegInput(input), frames);
        try (CompareProgress progress = new CompareProgress(output, chosen.size() * (runs + 1L))) {
            return Comparison.run(clip, chosen, runs, keyframeInterval, progress);
        }
    }
}
