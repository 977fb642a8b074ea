package org.rundelta.fill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what is popular, CSV with the columns title, region, views and, if it is known, rung. */
public final class PopularityTable {
    private static final List<String> COLUMNS = List.of("title", "region", "views", "rung");

    private PopularityTable() {}

    /**
     * Reads a table.
     *
     * @throws IOException if the file cannot be read
     * @throws FillException if it is malformed, or counts something twice
     */
    public static List<Views> read(Path file) throws IOException, FillException {
        List<Views> popularity = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        CsvTable.read(file, COLUMNS, 1, row -> {
            Views views = new Views(row.get(0), row.get(1), CsvTable.count(row.get(2), "views"), row.get(3));
            if (!seen.add(List.of(views.title(), views.region(), views.rung()))) {
                throw new FillException(
                        "title \"" + CsvTable.shortened(views.title()) + "\" is counted twice in region \""
                                + CsvTable.shortened(views.region()) + "\"; keep one line, or add them up");
            }
            popularity.add(views);
        });
        return popularity;
    }
}
