package org.rundelta.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rundelta.cdn.CdnException;
import org.rundelta.cdn.CdnOptions;
import org.rundelta.cdn.CdnOptions.Failure;
import org.rundelta.cdn.CdnOptions.FlashCrowd;
import org.rundelta.cdn.CdnPolicy;
import org.rundelta.cdn.CdnResult;
import org.rundelta.cdn.CdnSimulator;
import org.rundelta.cdn.RequestTrace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rundelta cdn simulate}. */
@Command(
        name = "simulate",
        description =
                "Run a CDN in virtual time: edges that are filled ahead (push) and edges that fetch on a miss and evict"
                        + " (pull), over the very same requests. docs/cdn-simulation.md defines what is reported.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  rundelta cdn simulate --zipf 0.6,0.8,1,1.2 --capacity 0.05,0.1,0.2 --plot hits.png",
            "  rundelta cdn simulate --policy lru,push --failure 2@40+4 --flash-crowd 44+1=0.3 --plot traffic.png",
            "  rundelta cdn simulate --trace requests.txt --capacity 0.1 --policy lru,tinylfu,clairvoyant"
        })
final class CdnSimulateCommand implements Callable<Integer> {
    private static final int USUAL_WARM_UP = 24;

    @Option(
            names = "--viewers",
            paramLabel = "N",
            defaultValue = "100000",
            description = "So many sessions (default: ${DEFAULT-VALUE}).")
    private int viewers;

    @Option(
            names = "--titles",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Titles in the catalogue, half an hour long on average (default: ${DEFAULT-VALUE}).")
    private int titles;

    @Option(
            names = "--zipf",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "0.8",
            description = "Exponents of the titles' popularity (default: ${DEFAULT-VALUE}).")
    private List<Double> exponents;

    @Option(
            names = "--edges",
            paramLabel = "N",
            defaultValue = "4",
            description = "Edges in all regions (default: ${DEFAULT-VALUE}).")
    private int edges;

    @Option(
            names = "--regions",
            paramLabel = "N",
            defaultValue = "1",
            description = "Regions among which edges and viewers are divided (default: ${DEFAULT-VALUE}).")
    private int regions;

    @Option(
            names = "--capacity",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "0.05",
            description = "What an edge holds, as shares of the catalogue (default: ${DEFAULT-VALUE}).")
    private List<Double> capacities;

    @Option(
            names = "--policy",
            paramLabel = "LIST",
            split = ",",
            defaultValue = "fifo,lru,lfu,tinylfu,push,hybrid,clairvoyant",
            description =
                    "Pull with eviction by fifo, lru, lfu or tinylfu; push, filled ahead; hybrid, a quarter of it pull;"
                            + " clairvoyant, which knows what comes (default: all).")
    private List<CdnPolicy> policies;

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "48",
            description = "Simulate so long, from midnight (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--warm-up",
            paramLabel = "H",
            description =
                    "Of these, count nothing in the first (default: 24, or 0 if it is no longer, or with --trace).")
    private Integer warmUp;

    @Option(
            names = "--segment",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Length of a segment (default: ${DEFAULT-VALUE}).")
    private int segment;

    @Option(
            names = "--prediction-error",
            paramLabel = "SIGMA",
            defaultValue = "0.5",
            description =
                    "Push expects the views of the day before, wrong by a factor whose logarithm has this standard deviation (default: ${DEFAULT-VALUE}).")
    private double predictionError;

    @Option(
            names = "--churn",
            paramLabel = "SHARE",
            defaultValue = "0.02",
            description = "Titles that change places in popularity each day (default: ${DEFAULT-VALUE}).")
    private double churn;

    @Option(
            names = "--copies",
            paramLabel = "N",
            defaultValue = "1",
            description = "Push fills so many edges of a region with the same at most (default: ${DEFAULT-VALUE}).")
    private int copies;

    @Option(
            names = "--uplink",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            defaultValue = "1000M",
            description = "Bits per second at which each edge can fetch (default: ${DEFAULT-VALUE}).")
    private long uplink;

    @Option(
            names = "--flash-crowd",
            paramLabel = "HOUR+HOURS=SHARE",
            description =
                    "A share of the viewers who come in these hours want one title that nobody expected. May be given several times.")
    private List<String> crowds = List.of();

    @Option(
            names = "--failure",
            paramLabel = "EDGE@HOUR+HOURS",
            description = "An edge, from 1, that is down in these hours. May be given several times.")
    private List<String> failures = List.of();

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "In place of viewers, requests that were recorded: lines of time in seconds, key and bytes.")
    private Path trace;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of what is drawn; the same seed gives the same figures (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all rows to a table.")
    private Path csv;

    @Option(
            names = "--plot",
            paramLabel = "FILE.png",
            description =
                    "Draw, of several capacities, the share of bytes that edges serve over capacity; of one, what the"
                            + " origin sends hour by hour. One chart for each exponent.")
    private Path plot;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private OutputOptions output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PartialFile.probe(csv);
        PartialFile.probe(plot);
        CdnSimulateReport report = new CdnSimulateReport(rows());
        if (csv != null) {
            try (PartialFile file = PartialFile.of(csv)) {
                Files.writeString(file.path(), report.csv(), StandardCharsets.UTF_8);
                file.complete();
            }
        }
        if (plot != null) {
            CdnPlot.write(report, plot);
        }
        output.report(report, () -> CdnSimulateText.of(report));
        return ExitCode.DONE;
    }

    private List<CdnSimulateReport.Row> rows() throws IOException, CdnException, InterruptedException {
        RequestTrace requests = trace == null ? null : RequestTrace.read(trace);
        List<Double> drawn = trace == null ? exponents : List.of(0.0);
        List<CdnSimulateReport.Row> rows = new ArrayList<>();
        long steps = (long) drawn.size() * capacities.size() * policies.size();
        try (Progress progress = output.progress("simulate", steps)) {
            for (double exponent : drawn) {
                CdnOptions options = options(exponent, requests);
                CdnSimulator simulator =
                        requests == null ? CdnSimulator.drawn(options) : CdnSimulator.recorded(requests, options);
                for (double capacity : capacities) {
                    for (CdnResult result :
                            simulator.run(capacity, policies, threads.count(), () -> progress.step(1))) {
                        rows.add(CdnSimulateReport.Row.of(requests == null ? exponent : null, capacity, result));
                    }
                }
            }
        }
        return rows;
    }

    private CdnOptions options(double exponent, RequestTrace requests) {
        int length = requests == null ? hours : requests.hours();
        int usual = requests == null && length > USUAL_WARM_UP ? USUAL_WARM_UP : 0;
        return new CdnOptions(
                viewers,
                titles,
                exponent,
                edges,
                regions,
                length,
                warmUp == null ? usual : warmUp,
                segment,
                predictionError,
                churn,
                copies,
                uplink,
                crowds.stream().map(this::crowd).toList(),
                failures.stream().map(this::failure).toList(),
                seed);
    }

    private FlashCrowd crowd(String text) {
        double[] numbers = numbers("--flash-crowd", text, "\\+|=", "HOUR+HOURS=SHARE, as 44+1=0.3");
        return new FlashCrowd(numbers[0], numbers[1], numbers[2]);
    }

    private Failure failure(String text) {
        double[] numbers = numbers("--failure", text, "@|\\+", "EDGE@HOUR+HOURS, as 2@40+4");
        return new Failure((int) numbers[0], numbers[1], numbers[2]);
    }

    private double[] numbers(String option, String text, String separators, String form) {
        String[] parts = text.split(separators, -1);
        double[] numbers = new double[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                numbers[i] = Double.parseDouble(parts[i]);
            }
        } catch (NumberFormatException e) {
            numbers = new double[0];
        }
        if (numbers.length != 3) {
            throw new ParameterException(spec.commandLine(), option + ": '" + text + "' is not " + form);
        }
        return numbers;
    }
}
