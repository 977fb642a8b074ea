package org.rundelta.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rundelta.fill.FillPlan;
import org.rundelta.fill.FillResult;
import org.rundelta.fill.FillRun;
import org.rundelta.fill.FillWindow;
import org.rundelta.fill.SwarmFillRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rundelta cdn fill}. */
@Command(
        name = "fill",
        description = "Bring titles and rungs to edges before anybody asks for them, chosen by what is popular and what"
                + " edges can hold, when they may be filled, and below the uplinks; docs/fill.md describes the"
                + " files. What edges hold is not sent again, so an interrupted fill goes on when it is given"
                + " again.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta cdn fill plan.yaml --dry-run",
            "  rundelta cdn fill plan.yaml",
            "  rundelta cdn fill plan.yaml --via swarm --host 10.0.0.1"
        })
final class CdnFillCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PLANFILE",
            description = "Catalogue, popularity, fill window, origin and edges, as YAML or JSON.")
    private Path file;

    @Option(names = "--dry-run", description = "Change nothing; show the plan.")
    private boolean isDryRun;

    @Option(names = "--now", description = "Do not wait for the fill window.")
    private boolean isNow;

    @Option(
            names = "--via",
            paramLabel = "WAY",
            defaultValue = "copy",
            description =
                    "How edges get it: each from its source (copy; default), or all from each other, by BitTorrent, so"
                            + " that the origin sends it once (swarm).")
    private Via via;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Of this machine, for swarms: where edges reach it (default: ${DEFAULT-VALUE}).")
    private InetAddress host;

    @Option(
            names = "--tracker-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description =
                    "Where edges find each other in swarms; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
    private int trackerPort;

    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        FillFile request = FillFile.read(file);
        FillPlan plan = request.plan();
        plan.ignored()
                .forEach(line -> output.message(request.popularity() + ": " + line + "; it is left out of the plan"));
        return isDryRun ? show(request, plan) : fill(request, plan);
    }

    private int show(FillFile request, FillPlan plan) throws JsonProcessingException {
        FillReport report = FillReport.of(request, plan, via == Via.SWARM);
        output.report(report, () -> FillText.of(report));
        return ExitCode.DONE;
    }

    private int fill(FillFile request, FillPlan plan) throws Exception {
        if (!Files.isDirectory(request.catalogue())) {
            throw new IOException(request.catalogue()
                    + " is a table of sizes, of which nothing can be sent; name a folder of titles, or add --dry-run");
        }
        Optional<FillWindow> window = isNow ? Optional.empty() : Optional.of(request.window());
        try (Interruption interruption = new Interruption();
                FillProgress progress = new FillProgress(output)) {
            interruption.check();
            return report(FilledReport.of(run(request, plan, window, progress)));
        }
    }

    private FillResult run(FillFile request, FillPlan plan, Optional<FillWindow> window, FillProgress progress)
            throws IOException, InterruptedException {
        Path catalogue = request.catalogue();
        return switch (via) {
            case COPY -> new FillRun(plan, request.network(), catalogue, window, progress).run();
            case SWARM ->
                new SwarmFillRun(plan, request.network(), catalogue, host, trackerPort, window, progress).run();
        };
    }

    private int report(FilledReport report) throws JsonProcessingException {
        output.report(report, report::text);
        report.problems().forEach(line -> spec.commandLine().getErr().println("rundelta: " + line));
        return report.problems().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
