package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rundelta.ladder.LadderProposal;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.FrameSource;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.LadderException;
import org.rundelta.packager.LadderFile;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.Rung;
import org.rundelta.packager.StandardLadder;
import org.rundelta.packager.VideoCodec;
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
            description =
                    "The rungs: a YAML or JSON file (docs/ladder.md); auto, those that suit the title; lossless, one"
                            + " rung (default of codec rdv1; that of others is auto). Of rdv1, auto encodes parts of the title on"
                            + " trial; of others it is the source's size and the usual ones below it.")
    private String ladder;

    @Option(
            names = "--plot",
            paramLabel = "FILE.png",
            description = "With --ladder auto: draw quality over bitrate of what was tried, and the choice.")
    private Path plot;

    /** Refuses options that say how to encode. */
    void requireNone() {
        if (ladder != null || plot != null) {
            throw new ParameterException(command.commandLine(), "--ladder and --plot are of no use with --codec copy");
        }
    }

    /** Refuses at once, before long work, what could not be written. */
    void probe() throws IOException {
        PartialFile.probe(plot);
    }

    /** Whether rungs are to be found by trial. */
    boolean needsTrial(CodecOption codecs) {
        boolean isTried = AUTO.equals(ladder) && codecs.value().contains(VideoCodec.RDV1);
        if (plot != null && !isTried) {
            throw new ParameterException(command.commandLine(), "--plot needs --ladder auto and codec rdv1");
        }
        return isTried;
    }

    /**
     * The ladder.
     *
     * @param found by trial, if that was needed
     */
    Ladder read(MediaInput input, CodecOption codecs, Optional<LadderProposal> found)
            throws IOException, LadderException {
        boolean isFile = ladder != null && !ladder.equals(AUTO) && !ladder.equals(LOSSLESS);
        if (isFile) {
            return LadderFile.read(Path.of(ladder), codecs.value(), JobFile.keys());
        }
        List<Rung> rungs = new ArrayList<>();
        for (VideoCodec codec : codecs.value()) {
            String suffix = codecs.suffix(codec);
            boolean isLossless = LOSSLESS.equals(ladder) || ladder == null && !codec.isStandard();
            if (isLossless) {
                rungs.add(new Rung("exact" + suffix, new Fidelity.Lossless(), new OutputSize.Source(), null, codec));
            } else if (codec.isStandard()) {
                rungs.addAll(standard(codec, input, suffix));
            } else {
                found.orElseThrow().ladder().rungs().forEach(rung -> rungs.add(rung.named(rung.id() + suffix)));
            }
        }
        return new Ladder(rungs);
    }

    private static List<Rung> standard(VideoCodec codec, MediaInput input, String suffix) throws IOException {
        if (!input.isRepeatable()) {
            return StandardLadder.ofUnknown(codec, suffix);
        }
        try (FrameSource source = input.openVideo(Optional.empty())) {
            PictureSize size =
                    new PictureSize(source.video().width(), source.video().height());
            return StandardLadder.of(codec, size, suffix);
        }
    }

    /** What is wrong, after the name of the ladder if it does not begin with that. */
    String named(LadderException e) {
        return ladder == null || e.getMessage().startsWith(ladder) ? e.getMessage() : ladder + ": " + e.getMessage();
    }

    /** Shows a ladder that was found, as a file that can be saved, and as a plot if wanted. */
    void show(LadderProposal proposal, OutputOptions output) throws IOException {
        output.note(ChosenRung.yaml(proposal));
        if (plot != null) {
            LadderPlot.write(proposal, plot);
        }
    }
}
