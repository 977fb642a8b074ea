package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Write the page anew with {@code ./mvnw -pl cli -am test -Dtest=CommandReferenceTest -Dupdate.docs=true}. */
class CommandReferenceTest {
    private static final Path PAGE = Path.of(System.getProperty("rundelta.root"), "docs", "cli.md");

    @Test
    void pageSaysWhatTheCommandsSay() throws IOException {
        String page = CommandReference.page(top());
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("docs/cli.md; CONTRIBUTING.md says how to write it anew")
                .hasContent(page);
    }

    static Stream<CommandLine> commands() {
        return top().getSubcommands().values().stream()
                .filter(command -> !command.getCommandName().equals("help"))
                .flatMap(CommandReferenceTest::itsOwn);
    }

    /** A command, or in place of a group of commands those. */
    private static Stream<CommandLine> itsOwn(CommandLine command) {
        return command.getSubcommands().isEmpty() ? Stream.of(command) : command.getSubcommands().values().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpCarriesExamplesThatParse(CommandLine command) {
        List<String> lines = command.getUsageMessage(Ansi.OFF)
                .lines()
                .dropWhile(line -> !line.startsWith("Example"))
                .skip(1)
                .toList();
        assertThat(lines).as("lines, none of which is the rest of another").allMatch(line -> line.startsWith("  "));
        List<String> examples =
                lines.stream().filter(line -> line.contains("rundelta ")).toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            assertThatCode(() -> top().parseArgs(words(example))).as(example).doesNotThrowAnyException();
        }
    }

    /** The words after {@code rundelta}, up to the end of the command in the shell's sense. */
    private static String[] words(String example) {
        String arguments = example.replaceFirst(".*?rundelta ", "").replaceFirst("[)|>&].*", "");
        return Arrays.stream(arguments.strip().split(" +", -1)).toArray(String[]::new);
    }

    private static CommandLine top() {
        return Rundelta.commandLine(Rundelta.class);
    }
}
