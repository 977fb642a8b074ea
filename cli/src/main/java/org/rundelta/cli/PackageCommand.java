package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rundelta.codec.Effort;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ffmpeg.OnceInput;
import org.rundelta.ladder.LadderAnalysis;
import org.rundelta.ladder.LadderProposal;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.LadderException;
import org.rundelta.packager.Layout;
import org.rundelta.packager.LiveOptions;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.PackageReport;
import org.rundelta.packager.PackageReport.PackagedRepresentation;
import org.rundelta.packager.Packager;
import org.rundelta.packager.Pathways;
import org.rundelta.packager.TaskEngine;
import org.rundelta.packager.ThumbnailOptions;
import org.rundelta.push.Publisher;
import org.rundelta.push.PushException;
import org.rundelta.push.PushOptions;
import org.rundelta.push.PushReport;
import org.rundelta.push.PushResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta package}: any video to a DASH title, pushed to where it is served. */
@Command(
        name = "package",
        description =
                "Encode a video at every rung of a ladder, cut it into segments, write DASH and HLS manifests, and push all"
                        + " of it to where it is served.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta package samples/terminal.mkv --ladder auto --plot ladder.png -o out/title",
            "  rundelta package samples/terminal.mkv --ladder samples/ladder.yaml -o out/title --push out/cdn",
            "  rundelta package samples/terminal.mkv --hls -o out/title",
            "  rundelta package film.mkv -o title --text english.srt:en --text suomi.vtt:fi:caption",
            "  rundelta package film.mkv -o title --audio 1:en --audio talk.wav:en:commentary",
            "  rundelta package samples/terminal.mkv -o out/title --player --single-file out/demo.html",
            "  rundelta package film.mkv -o title --codec h264,av1 --segment 2",
            "  rundelta package film.mkv -o title --codec h264 --thumbnails --trick-play",
            "  rundelta package low.mp4 mid.mp4 high.mp4 --codec copy -o title",
            "  rundelta package samples/terminal.mkv --profile on-demand -o out/title",
            "  rundelta package film.mkv -o film --base-url a=https://a.example/ --steering https://s.example/",
            "  rundelta package samples/job.yaml -o out/title --resume",
            "  rundelta package film.mkv --live --window 60 -o title --push /srv/edge/title",
            "  rundelta package --jobs tonight.txt --codec h264 -o titles",
            "  rundelta-cluster package film.mkv -o title --engine spark --master spark://host:7077"
        })
final class PackageCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description =
                    "A video file, a folder of images, a pattern such as frame%%04d.png, a URL, s3://bucket/film.mkv among"
                            + " them, or - for what FFmpeg reads from a pipe, such as y4m, on standard input."
                            + " With --codec copy there may be several files, one for each quality. Or a job file (docs/job.md),"
                            + " YAML or JSON, which says the inputs, and the options by their names; what is given beside it wins.")
    private List<String> inputs = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "Folder of the title; manifest.mpd goes there.")
    private Path output;

    @Mixin
    private CodecOption codecs;

    @Mixin
    private LadderOptions ladder;

    @Option(
            names = "--segment",
            paramLabel = "SECONDS",
            defaultValue = "4",
            converter = SecondsConverter.class,
            description =
                    "Length of a segment (default: ${DEFAULT-VALUE}); of the last one, between half of it and one and"
                            + " a half.")
    private Duration segment;

    @Mixin
    private LayoutOptions layout;

    @Option(
            names = "--hls",
            description = "Write HLS playlists of the same segments, too; master.m3u8 goes beside the manifest.")
    private boolean hls;

    @Option(
            names = "--push",
            paramLabel = "TARGET",
            description =
                    "Push the title there when it is complete, with --live as it goes; may be given several times.")
    private List<String> targets = List.of();

    @Mixin
    private LiveOption live;

    @Mixin
    private AudioOption audio;

    @Option(
            names = "--resume",
            description =
                    "Go on where a run was interrupted: segments that it has encoded of the same input, with the same"
                            + " ladder, segment length and effort, are kept. Audio, and rungs with a bitrate, are encoded anew.")
    private boolean resume;

    @Mixin
    private TextOption text;

    @Mixin
    private ThumbnailOption thumbnails;

    @Option(
            names = "--trick-play",
            description =
                    "Add small keyframes, one a second, to which players of DASH turn for fast play; with --codec copy"
                            + " the first file's own. HLS has its playlists of keyframes anyway.")
    private boolean trickPlay;

    @Mixin
    private PlayerOptions player;

    @Mixin
    private EffortOption effort;

    @Mixin
    private ThreadOptions threads;

    @Option(
            names = "--jobs",
            paramLabel = "FILE",
            description =
                    "Package many titles: a line each, an INPUT or a job file and, after a tab, its folder in that of"
                            + " --output (default: called as the input). All options are for all titles. Where one fails, the"
                            + " others go on.")
    private Path jobs;

    @Mixin
    private EngineOptions engines;

    @Mixin
    private OutputOptions outputOptions;

    @Spec
    private CommandSpec spec;

    /** Open already, and not to be closed; null for that of the options. */
    private final TaskEngine shared;

    /** With {@code --ladder auto}, once it is found. */
    private Optional<LadderProposal> proposal = Optional.empty();

    /** The JSON report; the fields are explained in docs/cli.md. */
    record Report(
            String manifest,
            @JsonInclude(JsonInclude.Include.NON_NULL) String playlist,
            List<PackagedRepresentation> representations,
            int files,
            long bytes,
            List<PushResult> pushed,
            @JsonInclude(JsonInclude.Include.NON_NULL) List<ChosenRung> ladder) {}

    PackageCommand() {
        this(null);
    }

    /** For one of several titles that share an engine, if it is not this machine. */
    PackageCommand(TaskEngine shared) {
        this.shared = shared;
    }

    @Override
    public Integer call() throws Exception {
        boolean isLive = live.isLive(segment);
        if (jobs != null) {
            return packageTitles();
        }
        if (inputs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'INPUT'");
        }
        if (isLive) {
            packageLive();
            return ExitCode.DONE;
        }
        PackageReport packaged = packageTitle();
        player.write(output, packaged);
        if (targets.isEmpty()) {
            report(packaged, List.of());
            return ExitCode.DONE;
        }
        CheckText.requireRight(output);
        try (PushProgress progress = new PushProgress(outputOptions, false)) {
            PushReport pushed = Publisher.publish(output, targets, PushOptions.DEFAULT, progress);
            report(packaged, pushed.pushed());
        } catch (PushException e) {
            report(packaged, e.report().pushed());
            throw e;
        }
        return ExitCode.DONE;
    }

    private void packageLive() throws Exception {
        if (codecs.isCopy()) {
            throw new ParameterException(
                    spec.commandLine(), "--live encodes; --codec copy needs inputs that are there");
        }
        if (layout.layout() != Layout.TIME) {
            throw new ParameterException(spec.commandLine(), "--live needs --profile live: a file for each segment");
        }
        if (ladder.needsTrial(codecs)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--ladder auto tries parts of the whole title, which --live has not; give a ladder file");
        }
        LiveOptions rules = live.options();
        FfmpegInput opened = open().get(0);
        try (OnceInput once = new File(opened.name()).isFile() ? null : new OnceInput(opened)) {
            MediaInput input = once == null ? opened : once;
            LiveRun run = new LiveRun(input, outputOptions);
            Ladder rungs = ladder.read(input, codecs, Optional.empty());
            Effort chosen = effort.valueOr(Effort.FAST);
            PackageOptions options = new PackageOptions(output, rungs, segment, chosen, threads.count())
                    .withAudio(audio.options(AudioCodec.AAC))
                    .withLayout(Layout.TIME, layout.pathways());
            run.run(options, rules, targets, this::report);
        } catch (LadderException e) {
            throw new LadderException(ladder.named(e), e);
        }
    }

    private void report(PackageReport packaged, List<PushResult> pushed) throws JsonProcessingException {
        Report report = new Report(
                packaged.manifest(),
                packaged.playlist(),
                packaged.representations(),
                packaged.files(),
                packaged.bytes(),
                pushed,
                proposal.map(ChosenRung::all).orElse(null));
        outputOptions.report(report, () -> text(report));
    }

    @SuppressWarnings("try") // the interruption works by being open
    private int packageTitles() throws Exception {
        List<String> media =
                inputs.stream().filter(name -> !JobFile.isNamed(name)).toList();
        if (!media.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), media.get(0) + " beside --jobs: the inputs are in the list; put it there");
        }
        engines.check();
        TitleList list = TitleList.read(jobs, output, spec.commandLine());
        try (Interruption interruption = new Interruption();
                TaskEngine engine = engines.open(outputOptions::message)) {
            return new TitleRuns(spec.commandLine(), engine, outputOptions).run(jobs, list);
        }
    }

    @SuppressWarnings("try") // the interruption works by being open
    private PackageReport packageTitle() throws Exception {
        Layout files = layout.layout();
        Pathways pathways = layout.pathways();
        ThumbnailOptions small = thumbnails.options();
        engines.check();
        player.probe();
        ladder.probe();
        if (codecs.isCopy() && engines.isElsewhere()) {
            throw new ParameterException(
                    spec.commandLine(), "--engine is of no use with --codec copy, which encodes no video");
        }
        try (Interruption interruption = new Interruption();
                TaskEngine own = shared == null ? engines.open(outputOptions::message) : null) {
            TaskEngine engine = shared == null ? own : shared;
            Ladder rungs = codecs.isCopy() ? null : rungs(engine);
            PackageOptions options = new PackageOptions(output, rungs, segment, effort.value(), threads.count())
                    .withAudio(audio.options(codecs.isCopy() ? AudioCodec.COPY : AudioCodec.AAC))
                    .withText(text.options())
                    .withThumbnails(small)
                    .withTrickPlay(trickPlay)
                    .withHls(hls)
                    .withLayout(files, pathways)
                    .on(engine);
            try (SegmentProgress progress = new SegmentProgress("package", outputOptions)) {
                return Packager.run(List.copyOf(open()), resume ? options.resuming() : options, progress);
            }
        } catch (InterruptedException e) {
            if (Files.exists(output.resolve(Packager.STAGING))) {
                outputOptions.message("interrupted; --resume goes on from here");
            }
            throw e;
        } catch (LadderException e) {
            throw new LadderException(ladder.named(e), e);
        }
    }

    private List<FfmpegInput> open() throws IOException {
        List<String> media =
                inputs.stream().filter(name -> !JobFile.isNamed(name)).toList();
        if (media.isEmpty()) {
            throw new ParameterException(spec.commandLine(), inputs.get(0) + " has no key input; name an INPUT");
        }
        if (codecs.isCopy()) {
            ladder.requireNone();
        } else if (media.size() > 1) {
            throw new ParameterException(
                    spec.commandLine(), "one input is encoded; several, one for each quality, need --codec copy");
        }
        List<FfmpegInput> opened = new ArrayList<>();
        for (String name : media) {
            opened.add(InputOption.open(name));
        }
        return opened;
    }

    private Ladder rungs(TaskEngine engine) throws Exception {
        MediaInput input = open().get(0);
        if (ladder.needsTrial(codecs)) {
            try (SegmentProgress progress = new SegmentProgress("ladder", outputOptions)) {
                proposal = Optional.of(LadderAnalysis.run(input, segment, engine, threads.count(), progress));
            }
            ladder.show(proposal.get(), outputOptions);
        }
        return ladder.read(input, codecs, proposal);
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
