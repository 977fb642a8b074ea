package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.XYChart;

/** Draws what {@code swarm simulate} found: seconds over numbers of edges, both on logarithmic scales. */
final class SwarmPlot {
    private SwarmPlot() {}

    /** @throws IOException if the file cannot be written */
    static void write(List<SwarmSimulateCommand.Row> rows, Path png) throws IOException {
        XYChart chart = Charts.lines("time to fill all edges", "edges", "seconds");
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setDecimalPattern("#,##0");
        line(chart, Charts::line, "from the seed alone", rows, SwarmSimulateCommand.Row::clientServer);
        line(chart, Charts::line, "swarm, pieces", rows, SwarmSimulateCommand.Row::pieces);
        line(chart, Charts::line, "swarm, flows", rows, SwarmSimulateCommand.Row::flow);
        line(chart, Charts::bound, "swarm, the least", rows, SwarmSimulateCommand.Row::bound);
        Charts.write(List.of(chart), png);
    }

    private interface Line {
        void add(XYChart chart, String name, double[] across, double[] up);
    }

    private static void line(
            XYChart chart,
            Line line,
            String name,
            List<SwarmSimulateCommand.Row> rows,
            Function<SwarmSimulateCommand.Row, Double> value) {
        List<SwarmSimulateCommand.Row> known =
                rows.stream().filter(row -> value.apply(row) != null).toList();
        if (!known.isEmpty()) {
            line.add(
                    chart,
                    name,
                    known.stream().mapToDouble(SwarmSimulateCommand.Row::edges).toArray(),
                    known.stream().mapToDouble(value::apply).toArray());
        }
    }
}
