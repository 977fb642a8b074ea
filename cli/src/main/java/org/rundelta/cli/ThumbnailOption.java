package org.rundelta.cli;

import org.rundelta.packager.ThumbnailOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which thumbnails a title gets. */
final class ThumbnailOption {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--thumbnails",
            description = "Add small pictures for the seek bars of players, several in a JPEG, one every 1 to 10 s by"
                    + " the length of the title.")
    private boolean wanted;

    @Option(
            names = "--thumbnail-interval",
            paramLabel = "SECONDS",
            description = "With --thumbnails: one every so many whole seconds.")
    private Integer interval;

    ThumbnailOptions options() {
        if (interval == null) {
            return new ThumbnailOptions(wanted, 0);
        }
        if (!wanted) {
            throw wrong("--thumbnail-interval needs --thumbnails");
        }
        if (interval < 1 || interval > ThumbnailOptions.MAX_INTERVAL) {
            throw wrong(
                    "--thumbnail-interval " + interval + ": give 1 to " + ThumbnailOptions.MAX_INTERVAL + " seconds");
        }
        return new ThumbnailOptions(true, interval);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
