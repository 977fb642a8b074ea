package org.rundelta.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.rundelta.fill.FillPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta cdn fill}. */
@Command(
        name = "fill",
        description =
                "Plan which titles and rungs go to which edges before anybody asks for them, by what is popular,"
                        + " what edges can hold, and when they may be filled; docs/fill.md describes the files. Nothing is sent.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  rundelta cdn fill plan.yaml --dry-run"})
final class CdnFillCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PLANFILE",
            description = "Catalogue, popularity, fill window, origin and edges, as YAML or JSON.")
    private Path file;

    @Option(names = "--dry-run", description = "Change nothing; show the plan.")
    private boolean isDryRun;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        if (!isDryRun) {
            throw new ParameterException(spec.commandLine(), "only the plan can be shown; add --dry-run");
        }
        FillFile request = FillFile.read(file);
        FillPlan plan = request.plan();
        plan.ignored()
                .forEach(line -> output.message(request.popularity() + ": " + line + "; it is left out of the plan"));
        FillReport report = FillReport.of(request, plan);
        output.report(report, () -> FillText.of(report));
        return ExitCode.DONE;
    }
}
