package org.rundelta.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.rundelta.cli.CdnSimulateReport.Row;

/** Writes down what {@code cdn simulate} found, as text. */
final class CdnSimulateText {
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;

    private CdnSimulateText() {}

    /** Several lines, without the last line's end. */
    static String of(CdnSimulateReport report) {
        TextTable table = new TextTable(
                "",
                "zipf",
                "capacity",
                "policy",
                "hits %",
                "byte hits %",
                "never there %",
                "evicted %",
                "down %",
                "origin GB",
                "filled GB",
                "peak Mbit/s",
                "startup s",
                "95 % s");
        for (Row row : report.rows()) {
            table.row(
                    row.zipf() == null ? null : BigDecimal.valueOf(row.zipf()),
                    BigDecimal.valueOf(row.capacity()),
                    row.policy(),
                    rounded(100 * row.hitRatio(), 2),
                    rounded(100 * row.byteHitRatio(), 2),
                    rounded(100 * row.missedNeverShare(), 2),
                    rounded(100 * row.missedEvictedShare(), 2),
                    rounded(100 * row.missedDownShare(), 2),
                    rounded(row.originBytes() / GIGA, 1),
                    rounded(row.filledBytes() / GIGA, 1),
                    rounded(row.peakUplink() / MEGA, 0),
                    rounded(row.startupSeconds(), 2),
                    rounded(row.startupSeconds95(), 2));
        }
        Row first = report.rows().get(0);
        return table
                + String.format(
                        Locale.ROOT,
                        "%,d requests, %,.1f GB to viewers; of the bytes, in %%, what the first edge for a viewer did not serve",
                        first.requests(),
                        first.bytes() / GIGA);
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }
}
