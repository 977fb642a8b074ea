package org.rundelta.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.Title;
import org.rundelta.player.PlaybackReport;
import org.rundelta.simulate.NetworkTrace;
import org.rundelta.simulate.SimulationBatch;
import org.rundelta.simulate.SimulationException;
import org.rundelta.simulate.TitleReader;
import org.rundelta.simulate.TraceFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rundelta simulate}. */
@Command(
        name = "simulate",
        description = "Play titles over recorded network traces, in virtual time and without a network: what viewers"
                + " would get with each ABR rule. docs/simulation.md defines what is reported.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta simulate --manifest title/manifest.mpd --traces traces/3g --abr bola,dynamic",
            "  rundelta simulate --manifest movie.json --traces traces --plot cdf.png --csv runs.csv"
        })
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            required = true,
            description = "What to play: an MPD, or a movie description in JSON. May be given several times.")
    private List<Path> manifests;

    @Option(
            names = "--traces",
            paramLabel = "DIR",
            required = true,
            description = "Network traces: JSON of Sabre, CSV, or Mahimahi's; in the folder and in those in it, each of"
                    + " which is a set. Or one trace.")
    private Path traces;

    @Option(
            names = "--abr",
            paramLabel = "LIST",
            split = ",",
            completionCandidates = RuleNames.class,
            description = "ABR rules: ${COMPLETION-CANDIDATES} (default: all).")
    private List<String> abr = AbrRules.names();

    @Option(
            names = "--buffer",
            paramLabel = "SECONDS",
            converter = SecondsConverter.class,
            defaultValue = "25",
            description = "The most that is downloaded ahead (default: ${DEFAULT-VALUE}).")
    private Duration buffer;

    @Option(
            names = "--replace",
            description = "Fetch segments in the buffer anew, in a higher rung, while there is time, as play does.")
    private boolean isReplacing;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all runs to a table.")
    private Path csv;

    @Option(
            names = "--plot",
            paramLabel = "FILE.png",
            description =
                    "Draw, of one trace, buffer and bitrate over time; of several, how score, bitrate and rebuffer"
                            + " ratio are distributed.")
    private Path plot;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        for (String rule : abr) {
            RuleNames.check(spec, rule);
        }
        PartialFile.probe(csv);
        PartialFile.probe(plot);
        SimulationBatch batch =
                new SimulationBatch(titles(), TraceFolder.read(traces), abr, buffer.toMillis(), isReplacing);
        if (batch.traces().size() == 1 && plot != null) {
            writePlot(batch);
        }
        SimulateReport report = new SimulateReport(rows(batch));
        if (csv != null) {
            writeCsv(report);
        }
        if (batch.traces().size() > 1 && plot != null) {
            DistributionPlot.write(report, plot);
        }
        output.report(report, () -> SimulateText.of(report));
        return ExitCode.DONE;
    }

    private void writePlot(SimulationBatch batch) throws IOException, InterruptedException {
        NetworkTrace trace = batch.traces().get(0);
        boolean isOne = batch.titles().size() == 1;
        Map<String, PlaybackReport> reports = new LinkedHashMap<>();
        for (SimulationBatch.Run run : batch.run(1, run -> run)) {
            reports.put(isOne ? run.abr() : run.abr() + ", " + run.title().name(), run.report());
        }
        PlaybackPlot.write(trace.set() + "/" + trace.name(), reports, plot);
    }

    private List<Title> titles() throws IOException, SimulationException {
        List<Title> titles = new ArrayList<>();
        for (Path manifest : manifests) {
            titles.add(TitleReader.read(manifest));
        }
        return titles;
    }

    private List<SimulateReport.Row> rows(SimulationBatch batch) throws InterruptedException {
        try (Progress progress = output.progress("simulate", batch.size())) {
            return batch.run(threads.count(), run -> {
                progress.step(1);
                return SimulateReport.Row.of(run);
            });
        }
    }

    private void writeCsv(SimulateReport report) throws IOException {
        try (PartialFile file = PartialFile.of(csv)) {
            Files.writeString(file.path(), report.csv(), StandardCharsets.UTF_8);
            file.complete();
        }
    }
}
