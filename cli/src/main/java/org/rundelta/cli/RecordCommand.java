package org.rundelta.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.rundelta.ffmpeg.ScreenInput;
import org.rundelta.ffmpeg.ScreenRegion;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.PackageReport;
import org.rundelta.packager.PackageReport.PackagedRepresentation;
import org.rundelta.packager.Packager;
import org.rundelta.packager.Rung;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rundelta record}: the screen to a DASH title. */
@Command(
        name = "record",
        description = "Record the screen (X11) as a DASH title, every pixel exact, until Ctrl-C ends it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta record -o demo",
            "  rundelta record -o demo --region 1280x720+0+0 --fps 15 --seconds 60"
        })
final class RecordCommand implements Callable<Integer> {
    /** Reads a part of the screen. */
    private static final class RegionConverter implements ITypeConverter<ScreenRegion> {
        @Override
        public ScreenRegion convert(String text) {
            try {
                return ScreenRegion.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "Folder of the title; manifest.mpd goes there when the recording ends.")
    private Path output;

    @Option(
            names = "--display",
            paramLabel = "NAME",
            defaultValue = "${env:DISPLAY}",
            description = "The display to record (default: that of the environment, DISPLAY).")
    private String display;

    @Option(
            names = "--region",
            paramLabel = "WxH+X+Y",
            converter = RegionConverter.class,
            description = "Record W x H pixels of the screen, X from its left and Y from its top (default: all).")
    private ScreenRegion region;

    @Option(names = "--size", paramLabel = "WxH", converter = SizeConverter.class, description = "Scale to this size.")
    private PictureSize size;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "30",
            converter = FrameRateConverter.class,
            description = "Frames per second, at most (default: ${DEFAULT-VALUE}).")
    private FrameRate fps;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            description = "End by itself after so long.")
    private Duration length;

    @Option(
            names = "--segment",
            paramLabel = "SECONDS",
            defaultValue = "4",
            converter = SecondsConverter.class,
            description = "Length of a segment (default: ${DEFAULT-VALUE}).")
    private Duration segment;

    @Mixin
    private EffortOption effort;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private OutputOptions outputOptions;

    @Spec
    private CommandSpec spec;

    /** The JSON report; the fields are those of {@code package}. */
    record Report(String manifest, List<PackagedRepresentation> representations, int files, long bytes) {
        String text() {
            PackagedRepresentation video = representations.get(0);
            return String.format(
                    Locale.ROOT,
                    "%s: %dx%d, %d segments, %,.0f kbit/s, %,d bytes",
                    manifest,
                    video.width(),
                    video.height(),
                    video.segments(),
                    video.averageBitrate() / 1e3,
                    bytes);
        }
    }

    @Override
    @SuppressWarnings("try") // the interruption works by being open
    public Integer call() throws Exception {
        if (display == null || display.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "there is no display: DISPLAY is not set; name one with --display, as :0");
        }
        ScreenInput screen = new ScreenInput(display, region, fps, length);
        PackageReport recorded;
        try (Interruption interruption = new Interruption();
                SegmentProgress progress = new SegmentProgress("record", outputOptions)) {
            StopSignal.on(screen::stop);
            outputOptions.message("recording " + screen.name() + "; Ctrl-C ends it");
            recorded = Packager.run(
                    screen, new PackageOptions(output, ladder(), segment, effort.value(), threads.count()), progress);
        }
        Report report = new Report(recorded.manifest(), recorded.representations(), recorded.files(), recorded.bytes());
        outputOptions.report(report, report::text);
        return ExitCode.DONE;
    }

    private Ladder ladder() {
        OutputSize pictures = size == null ? new OutputSize.Source() : new OutputSize.Exactly(size);
        return new Ladder(List.of(new Rung("exact", new Fidelity.Lossless(), pictures, null, Rung.DEFAULT_CODEC)));
    }
}
