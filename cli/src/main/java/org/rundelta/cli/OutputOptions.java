package org.rundelta.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** What terminals take for: go to the beginning of the line, and clear it. */
    private static final String CLEARED_LINE = "\r\033[K";

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress and no messages on standard error.")
    private boolean quiet;

    private final List<Progress> bars = new CopyOnWriteArrayList<>();

    /**
     * Prints the report: {@code record} with {@code --json}, otherwise {@code text}, which is made only then; no line if it is
     * empty. Progress is shown no longer.
     */
    void report(Record record, Supplier<String> text) throws JsonProcessingException {
        String report = json ? JsonMapper.builder().build().writeValueAsString(record) : text.get();
        bars.forEach(Progress::close);
        if (!report.isEmpty()) {
            PrintWriter out = command.commandLine().getOut();
            out.println(report);
            out.flush();
        }
    }

    /** Whether the report is to be JSON. */
    boolean isJson() {
        return json;
    }

    /** Tells the user something that is not the report. */
    void message(String line) {
        if (!quiet) {
            PrintWriter err = command.commandLine().getErr();
            err.println((bars.isEmpty() ? "" : CLEARED_LINE) + "rundelta: " + line);
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
        return progress(() -> ProgressLine.ofSteps(task, total));
    }

    /** The same for bytes. */
    Progress byteProgress(String task, long total) {
        return progress(() -> ProgressLine.ofBytes(task, total));
    }

    private Progress progress(Supplier<Progress> line) {
        if (quiet || !Boolean.getBoolean("rundelta.terminal")) {
            return Progress.SILENT;
        }
        Progress bar = line.get();
        bars.add(bar);
        return bar;
    }
}
