package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.CodecException;
import picocli.CommandLine;

class RundeltaTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void jsonIsExactlyOneObjectOnStandardOutput() throws IOException {
        assertThat(example(() -> 3, "--json")).isEqualTo(ExitCode.DONE);
        assertThat(new ObjectMapper().readTree(out.toString()).toString()).isEqualTo("{\"frames\":3,\"psnr\":null}");
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(err).hasToString("rundelta: counting" + System.lineSeparator());
    }

    @Test
    void textIsTheDefault() {
        assertThat(example(() -> 3)).isEqualTo(ExitCode.DONE);
        assertThat(out).hasToString("3 frames" + System.lineSeparator());
    }

    @Test
    void quietSilencesStandardError() {
        assertThat(example(() -> 3, "-q")).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).isNotEmpty();
    }

    @Test
    void commandsMayChooseTheExitCode() {
        assertThat(example(() -> 3, "--at-least=4")).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).isNotEmpty();
    }

    @Test
    void failureIsOneLineAndExitCodeOne() {
        int exitCode = example(
                () -> {
                    throw new NoSuchFileException("clip.mkv");
                },
                "-q",
                "--json");
        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .containsExactly("rundelta: clip.mkv: no such file or folder; check the path");
    }

    @Test
    void ownExceptionsSpeakForThemselves() {
        assertFails(() -> {
            throw new CodecException("coded frame 3: cut short after 20 bytes; fetch the file again");
        });
        assertThat(err).asString().contains("rundelta: coded frame 3: cut short after 20 bytes; fetch the file again");
    }

    @Test
    void wrappersAreTakenOff() {
        assertFails(() -> {
            throw new UncheckedIOException(new IOException("manifest.mpd: gone; package again"));
        });
        assertThat(err).asString().contains("rundelta: manifest.mpd: gone; package again");
    }

    @Test
    void bugsComeWithTheirStackTrace() {
        assertFails(() -> {
            throw new IllegalStateException("no previous picture");
        });
        assertThat(err.toString().lines())
                .contains("rundelta: internal error, please report it: "
                        + "java.lang.IllegalStateException: no previous picture")
                .anyMatch(line -> line.contains("at org.rundelta.cli.RundeltaTest"));
    }

    @Test
    void outOfMemoryIsOneLine() {
        assertFails(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(err.toString().lines()).anyMatch(line -> line.startsWith("rundelta: out of memory; "));
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    void missingNativeLibraryIsOneLine() {
        assertFails(() -> {
            throw new UnsatisfiedLinkError("libudev.so.1: cannot open shared object file");
        });
        assertThat(err.toString()).contains("libudev.so.1").doesNotContain("\tat ");
    }

    @Test
    void interruptionIsSilent() {
        int exitCode = example(
                () -> {
                    throw new InterruptedException();
                },
                "-q");
        assertThat(exitCode).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-such-option", "--at-least=many", "surplus"})
    void wrongUsageIsOneLineAndExitCodeTwo(String argument) {
        assertThat(example(() -> 3, argument)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines()).singleElement().asString().endsWith("; see example --help");
    }

    @Test
    void unwritableStandardOutputIsAFailure() {
        PrintWriter full = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        CommandLine commandLine = Rundelta.commandLine(new ExampleCommand(() -> 3));
        assertThat(Rundelta.run(commandLine, full, new PrintWriter(err))).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("standard output cannot be written");
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(rundelta()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString().lines()).singleElement().asString().endsWith("; see rundelta --help");
    }

    /** A command that is looked at alone is what it is among the others. */
    @Test
    void eachCommandIsTheSameAlone() {
        Map<String, CommandLine> all = Rundelta.commandLine(Rundelta.class).getSubcommands();
        for (String name : all.keySet()) {
            CommandLine alone = Rundelta.commandLineFor(name, "--help");
            assertThat(alone.getSubcommands().get(name).getUsageMessage())
                    .isEqualTo(all.get(name).getUsageMessage());
            boolean tellsOfOthers = name.equals("help") || name.equals("completion");
            assertThat(alone.getSubcommands()).as(name).hasSize(tellsOfOthers ? all.size() : 1);
        }
        assertThat(Rundelta.commandLineFor("completoin").getSubcommands()).hasSameSizeAs(all);
        assertThat(Rundelta.commandLineFor().getUsageMessage())
                .isEqualTo(Rundelta.commandLine(Rundelta.class).getUsageMessage());
    }

    @Test
    void mistypedCommandGetsASuggestion() {
        assertThat(rundelta("completoin")).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains("did you mean");
    }

    @Test
    void completionScriptKnowsTheCommands() {
        assertThat(rundelta("completion")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString())
                .startsWith("#!/usr/bin/env bash")
                .contains("--help")
                .contains("completion");
    }

    @Test
    void versionIsPrinted() {
        assertThat(rundelta("--version")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("rundelta ");
    }

    private void assertFails(ExampleCommand.Work work) {
        assertThat(example(work)).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString()).isEmpty();
    }

    private int example(ExampleCommand.Work work, String... args) {
        return run(new ExampleCommand(work), args);
    }

    private int rundelta(String... args) {
        return run(Rundelta.class, args);
    }

    private int run(Object command, String... args) {
        return Rundelta.run(Rundelta.commandLine(command), new PrintWriter(out), new PrintWriter(err), args);
    }
}
