package org.rundelta.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.packager.AudioChoice;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which audio a title gets. */
final class AudioOption {
    private static final String NONE = "none";

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--audio",
            paramLabel = "TRACK[:LANG[:ROLE]]",
            description =
                    "An audio track, with its language as a BCP 47 tag and its role (docs/tracks.md) where the input"
                            + " does not say them: a number is that track of the input, 1 the first, and tracks without theirs"
                            + " are left out; a file is added, and begins with the video; none leaves out the input's. May be"
                            + " given several times (default: all of the input's).")
    private List<String> tracks = List.of();

    @Option(
            names = "--audio-codec",
            paramLabel = "LIST",
            split = ",",
            description =
                    "aac, opus, or both, from which players choose; copy, to leave AAC or Opus as it is (default: aac,"
                            + " but copy with --codec copy).")
    private List<String> codecs;

    @Option(
            names = "--audio-bitrate",
            paramLabel = "R",
            converter = BitrateConverter.class,
            description =
                    "Bits per second of each audio track, as 96k (default: 64k a channel with aac, 48k with opus).")
    private Long bitrate;

    /** @param usual the codec if none is given */
    AudioOptions options(AudioCodec usual) {
        List<AudioCodec> chosen = codecs == null
                ? List.of(usual)
                : codecs.stream().map(this::codec).distinct().toList();
        return new AudioOptions(choices(), chosen, bitrate == null ? 0 : bitrate);
    }

    private List<AudioChoice> choices() {
        List<AudioChoice> ofInput = new ArrayList<>();
        List<AudioChoice> files = new ArrayList<>();
        for (String track : tracks) {
            if (track.equals(NONE)) {
                continue;
            }
            TrackSpec spec = spec(track);
            if (spec.name().matches("\\d{1,3}")) {
                ofInput.add(new AudioChoice.OneTrack(Integer.parseInt(spec.name()), spec.description()));
            } else {
                files.add(new AudioChoice.OtherFile(new FfmpegInput(spec.name()), spec.description()));
            }
        }
        boolean none = tracks.contains(NONE);
        if (none && !ofInput.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--audio: either none or a number, not both");
        }
        if (ofInput.isEmpty() && !none) {
            ofInput.add(new AudioChoice.AllTracks());
        }
        ofInput.addAll(files);
        return ofInput;
    }

    private TrackSpec spec(String track) {
        try {
            return TrackSpec.parse(track);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--audio " + track + ": " + e.getMessage(), e);
        }
    }

    private AudioCodec codec(String name) {
        return Arrays.stream(AudioCodec.values())
                .filter(codec -> codec.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "--audio-codec: '" + name + "' is not known; give aac, opus, aac,opus or copy"));
    }
}
