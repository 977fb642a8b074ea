package org.rundelta.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import org.rundelta.cli.FillReport.Edge;
import org.rundelta.cli.FillReport.Move;
import org.rundelta.cli.FillReport.Rest;

/** Writes down a plan of a fill as text. */
final class FillText {
    /** A plan of thousands of transfers is for {@code --json}. */
    private static final int MOST_ROWS = 40;

    private FillText() {}

    /** Several lines, without the last line's end. */
    static String of(FillReport report) {
        String end = System.lineSeparator();
        return edges(report)
                + end
                + transfers(report)
                + end
                + leftOut(report)
                + String.format(
                        Locale.ROOT,
                        "%,d bytes in %s; the window is open for %s%s; edges then serve %.1f %% of the views",
                        report.bytes(),
                        time(report.seconds()),
                        time(report.windowSeconds()),
                        report.windows() <= 1 ? ", so it fits" : ": it takes " + report.windows() + " of them",
                        100 * report.servedShare());
    }

    private static TextTable edges(FillReport report) {
        TextTable table = new TextTable(
                "", "edge", "region", "tier", "from", "titles", "bytes", "full %", "views", "filled after");
        for (Edge edge : report.edges()) {
            table.row(
                    edge.id(),
                    edge.region(),
                    edge.tier(),
                    edge.from(),
                    edge.titles(),
                    edge.bytes(),
                    rounded(100 * edge.fullShare()),
                    Math.round(edge.views()),
                    time(edge.seconds()));
        }
        return table;
    }

    private static String transfers(FillReport report) {
        TextTable table = new TextTable("", "begins", "edge", "from", "title", "part", "bytes", "views");
        report.transfers().stream().limit(MOST_ROWS).forEach(move -> row(table, move));
        return table + more(report.transfers().size(), "transfers");
    }

    private static void row(TextTable table, Move move) {
        table.row(
                time(move.startSeconds()),
                move.edge(),
                move.source(),
                move.title(),
                move.part(),
                move.bytes(),
                Math.round(move.views()));
    }

    private static String leftOut(FillReport report) {
        if (report.leftOut().isEmpty()) {
            return "";
        }
        TextTable table = new TextTable("", "left out", "rung", "region", "bytes", "views", "why");
        for (Rest rest :
                report.leftOut().subList(0, Math.min(MOST_ROWS, report.leftOut().size()))) {
            table.row(rest.title(), rest.rung(), rest.region(), rest.bytes(), rounded(rest.views()), rest.why());
        }
        return table + more(report.leftOut().size(), "rungs left out") + System.lineSeparator();
    }

    private static String more(int rows, String what) {
        return rows <= MOST_ROWS
                ? ""
                : String.format(Locale.ROOT, "... and %,d more %s; --json lists all%n", rows - MOST_ROWS, what);
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }

    private static String time(double seconds) {
        Duration time = Duration.ofMillis(Math.round(seconds * 1000));
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
