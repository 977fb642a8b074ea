package org.rundelta.cli;

import java.time.Duration;
import java.util.List;
import org.rundelta.packager.LivePackager;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whether a title is packaged while its input comes, and how much of it is kept. */
final class LiveOptions {
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

    /** Checks what goes together, and says whether it is live. */
    boolean isLive(Duration segment) {
        if (!live) {
            if (window != null) {
                throw wrong("--window needs --live: of a title that is there it is all");
            }
            return false;
        }
        for (String option : NOT_LIVE) {
            if (command.commandLine().getParseResult().hasMatchedOption(option)) {
                throw wrong(option + " does not go with --live, which never has the whole title; leave out one");
            }
        }
        if (window != null && window.compareTo(LivePackager.shortestWindow(segment)) < 0) {
            throw wrong("--window is shorter than three segments, which players need; make it longer, or --segment"
                    + " shorter");
        }
        return true;
    }

    /** How much is kept; null for all. */
    Duration window() {
        return window;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
