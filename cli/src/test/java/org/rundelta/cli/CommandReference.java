package org.rundelta.cli;

import java.util.LinkedHashSet;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The page docs/cli.md: what every command says with {@code --help}, in the order in which they are declared. */
final class CommandReference {

    private CommandReference() {}

    static String page(CommandLine top) {
        StringBuilder page = new StringBuilder("""
                # The command line

                `./rundelta COMMAND` builds the project on first use, then runs the command; `java -jar cli/target/rundelta.jar`
                does the same without building. This page is what the commands themselves say with `--help`.

                Everywhere: `--json` prints exactly one JSON object on standard output and nothing else there; progress and
                messages go to standard error, and `-q` silences them. Exit codes: 0 done; 1 it could not be done (one line on
                standard error says what, where, and what to do); 2 wrong usage; 130 interrupted, 143 by a polite kill.
                """);
        append(page, top);
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine command) {
        page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```text\n");
        page.append(command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n").stripTrailing());
        page.append("\n```\n");
        for (CommandLine subcommand :
                new LinkedHashSet<>(command.getSubcommands().values())) {
            append(page, subcommand);
        }
    }
}
