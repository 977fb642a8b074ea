package org.rundelta.cli;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rundelta.dash.Descriptor;
import org.rundelta.packager.LiveOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whether a title is packaged while its input comes, and how much of it is kept. */
final class LiveOption {
    /** What needs the whole title, or is made once it is whole. */
    private static final List<String> NOT_LIVE = List.of(
            "--hls",
            "--text",
            "--text-format",
            "--thumbnails",
            "--thumbnail-interval",
            "--trick-play",
            "--resume",
            "--player",
            "--single-file",
            "--jobs",
            "--engine",
            "--plot",
            "--segment-names");

    private static final String NO_CLOCK = "none";

    /** Not direct, which says in the manifest what time it is: files are read later than they are written. */
    private static final Pattern CLOCK = Pattern.compile("(http-iso|http-xsdate|http-head)=(\\S+)");

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--live",
            description =
                    "Package in real time, in one pass, what comes (docs/live.md): a file at its own speed, - or a URL as it"
                            + " comes. The title can be played meanwhile, and is pushed as it goes. Ctrl-C or the end of the"
                            + " input ends it. The default of --effort is fast then.")
    private boolean live;

    @Option(
            names = "--window",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            description =
                    "With --live: keep so much of the title, at least three segments; what is older is deleted, on"
                            + " targets, too (default: keep all).")
    private Duration window;

    @Option(
            names = "--clock",
            paramLabel = "SCHEME=URL",
            description =
                    "With --live: where players learn what time it is: http-iso, http-xsdate or http-head and a URL; may"
                            + " be given several times, the best first; or none (default: the server of the manifest).")
    private List<String> clocks = List.of();

    /** Checks what goes together, and says whether it is live. */
    boolean isLive(Duration segment) {
        if (!live) {
            if (window != null) {
                throw wrong("--window needs --live: of a title that is there it is all");
            }
            if (!clocks.isEmpty()) {
                throw wrong("--clock needs --live: a title that is there is played at any time");
            }
            return false;
        }
        for (String option : NOT_LIVE) {
            if (command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw wrong(option + " does not go with --live, which never has the whole title; leave out one");
            }
        }
        if (window != null && window.compareTo(LiveOptions.shortestWindow(segment)) < 0) {
            throw wrong("--window is shorter than three segments, which players need; make it longer, or --segment"
                    + " shorter");
        }
        return true;
    }

    /** What was said of it. */
    LiveOptions options() {
        if (clocks.isEmpty()) {
            return new LiveOptions(window, LiveOptions.DEFAULT.clocks());
        }
        return new LiveOptions(
                window,
                clocks.equals(List.of(NO_CLOCK))
                        ? List.of()
                        : clocks.stream().map(this::clock).toList());
    }

    private Descriptor clock(String said) {
        Matcher clock = CLOCK.matcher(said);
        if (!clock.matches()) {
            throw wrong("--clock " + said + " is neither http-iso=URL, http-xsdate=URL, http-head=URL nor none");
        }
        return Descriptor.utcTiming(clock.group(1), clock.group(2));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
