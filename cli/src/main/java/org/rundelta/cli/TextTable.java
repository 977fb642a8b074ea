package org.rundelta.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Aligned columns of plain text: numbers to the right, with thousands apart, all else to the left. A {@link BigDecimal}
 * shows the digits it has.
 */
final class TextTable {
    private static final String GAP = "  ";

    private final String indent;
    private final List<String> heads;
    private final List<List<Object>> rows = new ArrayList<>();

    TextTable(String indent, String... heads) {
        this.indent = indent;
        this.heads = List.of(heads);
    }

    /** Adds a row: one cell per column; null shows as "-". */
    void row(Object... cells) {
        rows.add(Arrays.asList(cells));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines, each with its end. */
    @Override
    public String toString() {
        int[] widths = IntStream.range(0, heads.size()).map(this::width).toArray();
        StringBuilder text = new StringBuilder();
        text.append(line(List.copyOf(heads), widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> show(row.get(column)).length())
                .reduce(heads.get(column).length(), Math::max);
    }

    private String line(List<?> cells, int[] widths) {
        String line = IntStream.range(0, widths.length)
                .mapToObj(column -> pad(cells.get(column), widths[column], isNumeric(column)))
                .collect(Collectors.joining(GAP, indent, ""));
        return line.stripTrailing() + System.lineSeparator();
    }

    private boolean isNumeric(int column) {
        return rows.stream().anyMatch(row -> row.get(column) instanceof Number);
    }

    private static String pad(Object cell, int width, boolean right) {
        String text = show(cell);
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }

    private static String show(Object cell) {
        if (cell == null) {
            return "-";
        }
        if (cell instanceof Double number) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
        if (cell instanceof BigDecimal number) {
            return String.format(Locale.ROOT, "%,." + number.scale() + "f", number);
        }
        return cell instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : cell.toString();
    }
}
