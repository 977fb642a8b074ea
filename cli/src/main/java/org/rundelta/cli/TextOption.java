package org.rundelta.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rundelta.packager.TextChoice;
import org.rundelta.packager.TextFormat;
import org.rundelta.packager.TextOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which text a title gets. */
final class TextOption {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--text",
            paramLabel = "FILE:LANG[:ROLE]",
            description =
                    "Subtitles or captions of the title, a file of WebVTT, SRT or TTML (docs/tracks.md), its language"
                            + " as a BCP 47 tag and its role (default: subtitle); may be given several times.")
    private List<String> texts = List.of();

    @Option(
            names = "--text-format",
            paramLabel = "FORMAT",
            defaultValue = "vtt",
            description = "vtt: a file beside the media; wvtt: MP4 segments (default: ${DEFAULT-VALUE}).")
    private String format;

    TextOptions options() {
        return new TextOptions(texts.stream().map(this::choice).toList(), format());
    }

    private TextChoice choice(String text) {
        try {
            TrackSpec spec = TrackSpec.parse(text);
            if (spec.description().language() == null) {
                throw new IllegalArgumentException("no language; give it as " + spec.name() + ":en");
            }
            return new TextChoice(Path.of(spec.name()), spec.description());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--text " + text + ": " + e.getMessage(), e);
        }
    }

    private TextFormat format() {
        return Arrays.stream(TextFormat.values())
                .filter(value -> value.id().equals(format))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(), "--text-format: '" + format + "' is not known; give vtt or wvtt"));
    }
}
