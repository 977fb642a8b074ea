package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.rundelta.cdn.CdnPolicy;
import org.rundelta.cli.CdnSimulateReport.Row;

/** Draws what {@code cdn simulate} found, a chart for each exponent and a line for each policy. */
final class CdnPlot {
    private static final double BITS_PER_HOUR_TO_MBIT = 8 / 3600.0 / 1e6;

    private static final List<String> POLICIES =
            Stream.of(CdnPolicy.values()).map(CdnPolicy::id).toList();

    private CdnPlot() {}

    /** @throws IOException if the file cannot be written */
    static void write(CdnSimulateReport report, Path png) throws IOException {
        boolean isOverCapacity = distinct(report.rows(), Row::capacity).size() > 1;
        List<XYChart> charts = new ArrayList<>();
        for (double zipf : distinct(report.rows(), CdnPlot::zipf)) {
            List<Row> rows =
                    report.rows().stream().filter(row -> zipf(row) == zipf).toList();
            String title = rows.get(0).zipf() == null ? "" : "exponent of popularity " + zipf;
            charts.add(isOverCapacity ? hits(title, rows) : traffic(title, rows));
        }
        Charts.write(charts, png);
    }

    private static double zipf(Row row) {
        return row.zipf() == null ? 0 : row.zipf();
    }

    private static XYChart hits(String title, List<Row> rows) {
        XYChart chart = Charts.lines(title, "capacity of an edge in % of the catalogue", "% of bytes from edges");
        rows.stream().map(Row::policy).distinct().forEach(policy -> {
            List<Row> own =
                    rows.stream().filter(row -> row.policy().equals(policy)).toList();
            double[] capacities =
                    own.stream().mapToDouble(row -> 100 * row.capacity()).toArray();
            double[] ratios =
                    own.stream().mapToDouble(row -> 100 * row.byteHitRatio()).toArray();
            line(chart, policy, capacities, ratios);
        });
        return chart;
    }

    private static XYChart traffic(String title, List<Row> rows) {
        XYChart chart = Charts.lines(title, "hour", "Mbit/s from the origin");
        for (Row row : rows) {
            double[] hours = new double[row.originBytesByHour().length];
            double[] rates = new double[hours.length];
            for (int hour = 0; hour < hours.length; hour++) {
                hours[hour] = hour;
                rates[hour] = row.originBytesByHour()[hour] * BITS_PER_HOUR_TO_MBIT;
            }
            line(chart, row.policy(), hours, rates);
        }
        return chart;
    }

    /** A policy has the same colour in all charts. */
    private static void line(XYChart chart, String policy, double[] across, double[] up) {
        if (policy.equals(CdnPolicy.CLAIRVOYANT.id())) {
            Charts.bound(chart, policy, across, up);
        } else {
            Charts.line(chart, policy, across, up).setLineColor(Charts.colour(POLICIES.indexOf(policy)));
        }
    }

    private static List<Double> distinct(List<Row> rows, ToDoubleFunction<Row> value) {
        return rows.stream().mapToDouble(value).distinct().boxed().toList();
    }
}
