package org.rundelta.fill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads tables in CSV with a head, as RFC 4180 has them, but for line ends within cells. */
final class CsvTable {
    private final Path file;
    private final List<String> columns;
    private final int optional;
    private int number;

    private CsvTable(Path file, List<String> columns, int optional) {
        this.file = file;
        this.columns = columns;
        this.optional = optional;
    }

    /** Takes one line behind the head. */
    interface RowReader {
        /**
         * Reads one line.
         *
         * @param row its cells, one for each column; a column that is left out has empty ones
         * @throws FillException saying what is wrong with it, but not where
         */
        void read(List<String> row) throws FillException;
    }

    /**
     * Reads a table row by row.
     *
     * @param columns that it has, in this order
     * @param optional so many of the last may be left out
     * @throws FillException if it is no such table, or a row is refused; with file and line
     */
    static void read(Path file, List<String> columns, int optional, RowReader reader)
            throws IOException, FillException {
        new CsvTable(file, columns, optional).read(reader);
    }

    private void read(RowReader reader) throws IOException, FillException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int width = head(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    reader.read(row(line, width));
                }
            }
        } catch (CharacterCodingException e) {
            throw new FillException(file + ": it is not UTF-8; convert it, for example with iconv", e);
        } catch (FillException e) {
            throw new FillException(file + ": line " + number + ": " + e.getMessage(), e);
        }
    }

    private int head(String line) throws FillException {
        number = 1;
        List<String> head = line == null ? List.of() : cells(line.startsWith("\uFEFF") ? line.substring(1) : line);
        int width = head.size();
        if (width < columns.size() - optional || width > columns.size() || !head.equals(columns.subList(0, width))) {
            throw new FillException("the head has to be " + String.join(",", columns)
                    + (optional == 0 ? "" : ", of which the last may be left out"));
        }
        return width;
    }

    private List<String> row(String line, int width) throws FillException {
        List<String> cells = cells(line);
        if (cells.size() != width) {
            throw new FillException(cells.size() + " cells, but the head has " + width);
        }
        while (cells.size() < columns.size()) {
            cells.add("");
        }
        return cells;
    }

    private static List<String> cells(String line) throws FillException {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            boolean isQuoted = line.startsWith("\"", at);
            int end =
                    isQuoted ? endOfQuote(line, at) : line.indexOf(',', at) < 0 ? line.length() : line.indexOf(',', at);
            String cell = line.substring(at, end);
            cells.add(isQuoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell.strip());
            at = end + 1;
        }
        return cells;
    }

    /** Behind the quote that closes the one at {@code from}. */
    private static int endOfQuote(String line, int from) throws FillException {
        int at = from + 1;
        while (at < line.length()) {
            if (line.charAt(at) != '"') {
                at++;
            } else if (line.startsWith("\"\"", at)) {
                at += 2;
            } else if (at + 1 == line.length() || line.charAt(at + 1) == ',') {
                return at + 1;
            } else {
                break;
            }
        }
        throw new FillException("a quote is not closed at the end of its cell; double those within it");
    }

    /**
     * A whole number.
     *
     * @throws FillException if it is none, or below zero
     */
    static long count(String cell, String what) throws FillException {
        try {
            long count = Long.parseLong(cell);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            // what it is not is said below
        }
        throw new FillException(what + " \"" + shortened(cell) + "\" is not a whole number from 0 on");
    }

    /** For messages. */
    static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > 60 ? line.substring(0, 60) + "..." : line;
    }
}
