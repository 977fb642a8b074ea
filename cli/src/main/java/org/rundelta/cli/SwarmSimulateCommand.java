package org.rundelta.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rundelta.swarm.FillBounds;
import org.rundelta.swarm.FlowModel;
import org.rundelta.swarm.PieceModel;
import org.rundelta.swarm.SwarmPlan;
import org.rundelta.swarm.SwarmTimes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rundelta swarm simulate}. */
@Command(
        name = "simulate",
        description =
                "How long many edges take to be filled, without filling any: the least time from the seed alone and in"
                        + " a swarm, a model of flows, and one of pieces. docs/swarm.md says what they are.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  rundelta swarm simulate --seed-up 32M --edge-up 32M --edges 4 32 1000 --plot fill.png"
        })
final class SwarmSimulateCommand implements Callable<Integer> {

    /** Beyond that, the model of pieces would take minutes. */
    private static final int MAX_PIECE_EDGES = 10_000;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "52428800",
            description = "Of the title (default: ${DEFAULT-VALUE}).")
    private long bytes;

    @Option(
            names = "--pieces",
            paramLabel = "N",
            defaultValue = "800",
            description = "That it is cut into (default: ${DEFAULT-VALUE}).")
    private int pieces;

    @Option(
            names = "--edges",
            paramLabel = "N",
            arity = "1..*",
            required = true,
            description = "Numbers of edges to simulate.")
    private List<Integer> edges;

    @Option(
            names = "--seed-up",
            paramLabel = "RATE",
            required = true,
            converter = BitrateConverter.class,
            description = "The seed sends so many bits per second, as in 20M.")
    private Long seedUp;

    @Option(
            names = "--edge-up",
            paramLabel = "RATE",
            required = true,
            converter = BitrateConverter.class,
            description = "Each edge sends that much.")
    private Long edgeUp;

    @Option(
            names = "--edge-down",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "Each edge receives at most that much.")
    private Long edgeDown;

    @Option(
            names = "--free-riders",
            paramLabel = "PART",
            defaultValue = "0",
            description = "Part of the edges that send nothing, from 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double freeRiders;

    @Option(
            names = "--arrive",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Edges come evenly within that time; flows alone (default: ${DEFAULT-VALUE}, all at once).")
    private double arrive;

    @Option(
            names = "--stay",
            paramLabel = "SECONDS",
            defaultValue = "Infinity",
            description = "How long an edge that has everything goes on sending; flows alone (default: for ever).")
    private double stay;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the times against the numbers (PNG).")
    private Path plot;

    @Mixin
    private OutputOptions output;

    /**
     * What the command reports.
     *
     * @param rows for each number of edges
     */
    record Report(List<Row> rows) {}

    /**
     * Seconds that so many edges take.
     *
     * @param clientServer the least from the seed alone
     * @param bound the least in a swarm
     * @param flow until the last has everything, by the model of flows
     * @param pieces the same by the model of pieces; null for too many, or if edges come or go
     * @param mean that edges wait, by the model of flows; null if none sends
     * @param meanFreeRider the same of those that send nothing; null without any
     * @param piecesMean that edges wait, by the model of pieces; null if none sends, or it was not run
     * @param piecesMeanFreeRider the same of those that send nothing
     */
    record Row(
            int edges,
            double clientServer,
            double bound,
            double flow,
            Double pieces,
            Double mean,
            Double meanFreeRider,
            Double piecesMean,
            Double piecesMeanFreeRider) {}

    @Override
    public Integer call() throws Exception {
        PartialFile.probe(plot);
        List<Row> rows = new ArrayList<>();
        try (Progress progress = output.progress("simulate", edges.size())) {
            for (int count : edges) {
                rows.add(row(count));
                progress.step(1);
            }
        }
        if (plot != null) {
            SwarmPlot.write(rows, plot);
        }
        output.report(new Report(rows), () -> text(rows));
        return ExitCode.DONE;
    }

    private Row row(int count) {
        SwarmPlan plan = new SwarmPlan(
                bytes,
                pieces,
                count,
                SwarmPeerOptions.bytes(seedUp),
                SwarmPeerOptions.bytes(edgeUp),
                SwarmPeerOptions.bytes(edgeDown),
                freeRiders,
                arrive,
                stay);
        FillBounds bounds = plan.bounds();
        SwarmTimes flow = FlowModel.run(plan);
        boolean inPieces = count <= MAX_PIECE_EDGES && arrive == 0 && stay == Double.POSITIVE_INFINITY;
        SwarmTimes byPieces = inPieces ? PieceModel.run(plan, 1) : new SwarmTimes(Double.NaN, Double.NaN, Double.NaN);
        return new Row(
                count,
                bounds.clientServer(),
                bounds.swarm(),
                flow.last(),
                known(byPieces.last()),
                known(flow.mean()),
                known(flow.freeRiders()),
                known(byPieces.mean()),
                known(byPieces.freeRiders()));
    }

    private static Double known(double seconds) {
        return Double.isNaN(seconds) ? null : seconds;
    }

    private static String text(List<Row> rows) {
        TextTable table = new TextTable(
                "", "edges", "client-server", "bound", "flows", "mean", "free riders", "pieces", "mean", "free riders");
        rows.forEach(row -> table.row(
                row.edges(),
                row.clientServer(),
                row.bound(),
                row.flow(),
                row.mean(),
                row.meanFreeRider(),
                row.pieces(),
                row.piecesMean(),
                row.piecesMeanFreeRider()));
        return table.toString().stripTrailing();
    }
}
