package org.rundelta.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.rundelta.cli.SimulateReport.Row;

/** Writes down what {@code simulate} found, as text: means for each set, title and rule. */
final class SimulateText {
    private static final double SECONDS_PER_HOUR = 3600;

    private SimulateText() {}

    private record Key(String set, String movie, String abr) {}

    /** Several lines, without the last line's end. */
    static String of(SimulateReport report) {
        Map<Key, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : report.rows()) {
            groups.computeIfAbsent(new Key(row.set(), row.movie(), row.abr()), key -> new ArrayList<>())
                    .add(row);
        }
        TextTable table = new TextTable(
                "",
                "set",
                "movie",
                "abr",
                "n",
                "kbit/s",
                "rebuffer ratio",
                "rebuffers",
                "switches",
                "startup s",
                "score");
        groups.forEach((key, rows) -> table.row(
                key.set,
                key.movie,
                key.abr,
                rows.size(),
                mean(rows, Row::bitrateKbps, 1),
                mean(rows, Row::rebufferRatio, 5),
                mean(rows, Row::rebuffers, 2),
                mean(rows, Row::switches, 1),
                mean(rows, Row::startupSeconds, 2),
                mean(rows, Row::score, 4)));
        double hours = report.rows().stream().mapToDouble(Row::playSeconds).sum() / SECONDS_PER_HOUR;
        return table + rounded(hours, 1).toPlainString() + " hours of viewing; means over the traces of each set";
    }

    private static BigDecimal mean(List<Row> rows, ToDoubleFunction<Row> measure, int digits) {
        return rounded(rows.stream().mapToDouble(measure).average().orElse(0), digits);
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
