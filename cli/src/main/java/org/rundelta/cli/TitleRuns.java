package org.rundelta.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.rundelta.packager.TaskEngine;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Packages the titles of a list, each as the command would alone. On this machine one after the other, as each uses all of
 * it; elsewhere several at once, so that what only the command itself can do for one does not keep the others waiting.
 */
final class TitleRuns {
    private static final int AT_ONCE = 4;
    private static final List<String> ONE_FILE = List.of("--single-file", "--plot");

    private final CommandLine command;
    private final TaskEngine engine;
    private final OutputOptions output;

    /** What came of one. */
    private record Outcome(TitleList.Title title, int exitCode, String report, String problem) {}

    /**
     * Runs of a command.
     *
     * @param command as it was parsed, for all titles
     * @param engine that all share; null for this machine
     */
    TitleRuns(CommandLine command, TaskEngine engine, OutputOptions output) {
        this.command = command;
        this.engine = engine;
        this.output = output;
    }

    /**
     * Packages all of them, also where some fail, each of which is said in a line.
     *
     * @return an exit code
     */
    int run(Path file, TitleList list) throws InterruptedException {
        List<String> options = options();
        ExecutorService executor = Executors.newFixedThreadPool(engine == null ? 1 : AT_ONCE);
        List<Outcome> outcomes = new ArrayList<>();
        try (Progress progress = output.progress("titles", list.titles().size())) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (TitleList.Title title : list.titles()) {
                running.add(executor.submit(() -> run(title, options)));
            }
            for (Future<Outcome> future : running) {
                Outcome outcome = future.get();
                outcomes.add(outcome);
                progress.step(1);
                if (outcome.exitCode != ExitCode.DONE) {
                    command.getErr()
                            .println("rundelta: " + file + ": line " + outcome.title.line() + ": " + outcome.problem);
                    command.getErr().flush();
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
            executor.awaitTermination(1, TimeUnit.MINUTES);
        }
        report(outcomes);
        return outcomes.stream().allMatch(outcome -> outcome.exitCode == ExitCode.DONE)
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }

    private Outcome run(TitleList.Title title, List<String> options) {
        List<String> args = new ArrayList<>(List.of(title.input()));
        args.addAll(options);
        if (title.output() != null) {
            args.add("--output=" + title.output());
        }
        StringWriter report = new StringWriter();
        StringWriter problem = new StringWriter();
        CommandLine alone = Rundelta.commandLine(new PackageCommand(engine));
        int exitCode = Rundelta.runPackage(alone, new PrintWriter(report), new PrintWriter(problem), args);
        return new Outcome(
                title,
                exitCode,
                report.toString().strip(),
                problem.toString().strip().replaceFirst("^rundelta: ", "").replaceAll("\\s*\\R\\s*", "; "));
    }

    /** The options that every title gets, as they were said. */
    private List<String> options() {
        ParseResult parsed = command.getParseResult();
        List<String> options = new ArrayList<>(List.of("--quiet"));
        for (OptionSpec option : parsed.matchedOptions()) {
            String name = option.longestName();
            if (ONE_FILE.contains(name)) {
                throw new ParameterException(command, name + " is one file for one title; leave it out with --jobs");
            }
            if (name.equals("--output") || name.equals("--jobs") || name.equals("--quiet")) {
                continue;
            }
            if (option.arity().max() == 0) {
                options.add(name);
            } else {
                option.originalStringValues().forEach(value -> options.add(name + "=" + value));
            }
        }
        return options;
    }

    private void report(List<Outcome> outcomes) {
        List<String> reports = outcomes.stream()
                .map(Outcome::report)
                .filter(report -> !report.isEmpty())
                .toList();
        PrintWriter out = command.getOut();
        out.println(output.isJson() ? "{\"titles\":[" + String.join(",", reports) + "]}" : String.join("\n", reports));
        out.flush();
    }
}
