package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.rundelta.cli.SimulateReport.Row;

/** Draws how measures are distributed over all runs of each rule: the share of runs that is at most so high. */
final class DistributionPlot {
    private DistributionPlot() {}

    /** @throws IOException if the file cannot be written */
    static void write(SimulateReport report, Path png) throws IOException {
        Charts.write(
                List.of(
                        chart(report, "score", Row::score),
                        chart(report, "bitrate in kbit/s", Row::bitrateKbps),
                        chart(report, "rebuffer ratio", Row::rebufferRatio)),
                png);
    }

    private static XYChart chart(SimulateReport report, String name, ToDoubleFunction<Row> measure) {
        XYChart chart = Charts.lines("", name, "share of runs");
        report.rows().stream().map(Row::abr).distinct().forEach(abr -> {
            double[] sorted = report.rows().stream()
                    .filter(row -> row.abr().equals(abr))
                    .mapToDouble(measure)
                    .sorted()
                    .toArray();
            double[] shares = new double[sorted.length];
            for (int i = 0; i < sorted.length; i++) {
                shares[i] = (i + 1.0) / sorted.length;
            }
            Charts.line(chart, abr, sorted, shares);
        });
        return chart;
    }
}
