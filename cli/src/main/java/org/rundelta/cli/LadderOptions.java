package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.rundelta.ladder.LadderProposal;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.LadderException;
import org.rundelta.packager.LadderFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which rungs a title gets. */
final class LadderOptions {
    private static final String LOSSLESS = "lossless";
    private static final String AUTO = "auto";

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--ladder",
            paramLabel = "FILE|auto|lossless",
            defaultValue = LOSSLESS,
            description = "The rungs: a YAML or JSON file (docs/ladder.md); auto, those that suit the title, found by"
                    + " encoding parts of it on trial; or one lossless rung (default: ${DEFAULT-VALUE}).")
    private String ladder;

    @Option(
            names = "--plot",
            paramLabel = "FILE.png",
            description = "With --ladder auto: draw quality over bitrate of what was tried, and the choice.")
    private Path plot;

    boolean isAuto() {
        if (plot != null && !ladder.equals(AUTO)) {
            throw new ParameterException(command.commandLine(), "--plot needs --ladder auto");
        }
        return ladder.equals(AUTO);
    }

    /** The ladder, unless it is to be found. */
    Ladder read() throws IOException, LadderException {
        return ladder.equals(LOSSLESS) ? Ladder.LOSSLESS : LadderFile.read(Path.of(ladder));
    }

    /** What is wrong, after the name of the ladder if it does not begin with that. */
    String named(LadderException e) {
        return e.getMessage().startsWith(ladder) ? e.getMessage() : ladder + ": " + e.getMessage();
    }

    /** Shows a ladder that was found, as a file that can be saved, and as a plot if wanted. */
    void show(LadderProposal proposal, OutputOptions output) throws IOException {
        output.note(ChosenRung.yaml(proposal));
        if (plot != null) {
            LadderPlot.write(proposal, plot);
        }
    }
}
