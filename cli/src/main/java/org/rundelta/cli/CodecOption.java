package org.rundelta.cli;

import java.util.List;
import org.rundelta.packager.VideoCodec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What the video of a title is coded with. */
final class CodecOption {
    private static final String COPY = "copy";

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--codec",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "rdv1",
            description =
                    "Codecs of the video: rdv1, h264, hevc, vp9, av1 (default: ${DEFAULT-VALUE}). Of several, each gets all"
                            + " rungs of the ladder and an AdaptationSet. Or copy: H.264, HEVC, VP9 or AV1 of MP4, Matroska or WebM"
                            + " files is cut at its keyframes and not encoded, a file for each quality (docs/passthrough.md).")
    private List<String> names;

    /** Whether nothing is to be encoded. */
    boolean isCopy() {
        if (names.contains(COPY) && names.size() > 1) {
            throw new ParameterException(command.commandLine(), "--codec: either copy or codecs, not both");
        }
        return names.contains(COPY);
    }

    List<VideoCodec> value() {
        return names.stream().map(this::codec).toList();
    }

    private VideoCodec codec(String name) {
        try {
            return VideoCodec.of(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--codec: " + e.getMessage() + ", copy", e);
        }
    }

    /** What the ids of a codec's rungs end in, so that those of several differ. */
    String suffix(VideoCodec codec) {
        return names.size() == 1 ? "" : "-" + codec;
    }
}
