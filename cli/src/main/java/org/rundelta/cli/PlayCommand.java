package org.rundelta.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rundelta.player.ClientOptions;
import org.rundelta.player.ClientReport;
import org.rundelta.player.StreamingClient;
import org.rundelta.player.Throttle;
import org.rundelta.simulate.SimulationException;
import org.rundelta.simulate.TraceFolder;
import org.rundelta.simulate.TraceThrottle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta play}. */
@Command(
        name = "play",
        description =
                "Play a DASH title without showing it: fetch its segments as a player would, in time, and report what"
                        + " a viewer would have got. docs/play.md says what the client does.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta play http://127.0.0.1:8000/title/manifest.mpd --plot play.png",
            "  rundelta play title/manifest.mpd --fast --abr bola --json",
            "  rundelta play http://127.0.0.1:8000/title/manifest.mpd --fast --save played.mp4",
            "  rundelta play title/manifest.mpd --fast --trace traces/3g/bus.csv --decode"
        })
final class PlayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URL|FILE", description = "The manifest (MPD).")
    private String manifest;

    @Option(
            names = "--abr",
            paramLabel = "NAME",
            defaultValue = "foresight",
            completionCandidates = RuleNames.class,
            description = "ABR rule: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String abr;

    @Option(
            names = "--buffer",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            defaultValue = "25",
            description = "The most that is downloaded ahead (default: ${DEFAULT-VALUE}).")
    private Duration buffer;

    @Option(
            names = "--fast",
            description =
                    "Leave out all waiting: playing takes as long as downloading. The report is about the time that"
                            + " it would have taken.")
    private boolean isFast;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            defaultValue = "10",
            description = "Give up a server that does not answer, or stops sending, for so long (default:"
                    + " ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description =
                    "Hold back what comes in, as the network of a trace would (as those of simulate): what a viewer there"
                            + " would get.")
    private Path trace;

    @Option(names = "--decode", description = "Decode what is fetched, and count its frames; video of codec rdv1 only.")
    private boolean isDecoded;

    @Option(
            names = "--replace",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Fetch segments in the buffer anew, in a higher rung, while there is time (the default), or not.")
    private boolean isReplacing;

    @Option(
            names = "--save",
            paramLabel = "FILE.mp4",
            description = "Write what is played into one fragmented MP4: a track of video, one of audio.")
    private Path save;

    @Option(names = "--plot", paramLabel = "FILE.png", description = "Draw buffer and bitrate over time.")
    private Path plot;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        RuleNames.check(spec, abr);
        PartialFile.probe(plot);
        ClientReport played;
        try (PlayProgress progress = new PlayProgress(output);
                PartialFile saved = save == null ? null : PartialFile.of(save)) {
            Path file = saved == null ? null : saved.path();
            played = StreamingClient.play(
                    new ClientOptions(uri(), abr, buffer, isFast, timeout, throttle(), isDecoded, file, isReplacing),
                    progress);
            if (saved != null) {
                saved.complete();
            }
        }
        if (plot != null) {
            PlaybackPlot.write(manifest, Map.of(abr, played.playback()), plot);
        }
        PlayReport report = PlayReport.of(manifest, abr, isDecoded, played);
        output.report(report, report::text);
        return ExitCode.DONE;
    }

    private Throttle throttle() throws IOException, SimulationException {
        return trace == null
                ? Throttle.NONE
                : new TraceThrottle(TraceFolder.read(trace).get(0));
    }

    private URI uri() {
        if (!manifest.matches("[A-Za-z][A-Za-z0-9+.-]+://.*")) {
            return Path.of(manifest).toUri();
        }
        try {
            return new URI(manifest);
        } catch (URISyntaxException e) {
            throw new ParameterException(spec.commandLine(), "not a URL: " + e.getMessage(), e);
        }
    }
}
