package org.rundelta.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * What every command that reports something has in common: a report on standard output, as text or as one JSON object;
 * messages and progress on standard error, or silence.
 */
final class OutputOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no messages on standard error.")
    private boolean quiet;

    /** Prints the report: {@code record} with {@code --json}, otherwise {@code text}, which is made only then. */
    void report(Record record, Supplier<String> text) throws JsonProcessingException {
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? JsonMapper.builder().build().writeValueAsString(record) : text.get());
        out.flush();
    }

    /** Whether the report is to be JSON. */
    boolean isJson() {
        return json;
    }

    /** Tells the user something that is not the report. */
    void message(String line) {
        if (!quiet) {
            PrintWriter err = command.commandLine().getErr();
            err.println("rundelta: " + line);
            err.flush();
        }
    }

    /** Prints lines on standard error that are worth keeping, as they are. */
    void note(String lines) {
        if (!quiet) {
            PrintWriter err = command.commandLine().getErr();
            err.print(lines);
            err.flush();
        }
    }

    /**
     * Starts showing progress: a bar on a terminal, nothing elsewhere.
     *
     * @param task what is being done, in a word or two
     * @param total how many steps there are, -1 if not known
     */
    Progress progress(String task, long total) {
        return quiet || !Boolean.getBoolean("rundelta.terminal") ? Progress.SILENT : new ProgressLine(task, total);
    }
}
