package org.rundelta.fill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a catalogue from a table of sizes, CSV with the columns title, rung and bytes, for titles that are not packaged yet.
 * A line without a rung is what goes with any rung. Such a catalogue can be planned with, but has no files to send.
 */
public final class CatalogueTable {
    private static final List<String> COLUMNS = List.of("title", "rung", "bytes");

    private final Map<String, List<TitlePart>> rungs = new TreeMap<>();
    private final Map<String, Long> companions = new HashMap<>();
    private final Set<List<String>> seen = new HashSet<>();

    private CatalogueTable() {}

    /**
     * Reads a table.
     *
     * @throws IOException if the file cannot be read
     * @throws FillException if it is malformed, says something twice, or has a title without rungs
     */
    public static Catalogue read(Path file) throws IOException, FillException {
        CatalogueTable table = new CatalogueTable();
        CsvTable.read(file, COLUMNS, 0, table::add);
        SortedMap<String, CatalogueTitle> titles = new TreeMap<>();
        for (Map.Entry<String, List<TitlePart>> entry : table.rungs.entrySet()) {
            String id = entry.getKey();
            long bytes = table.companions.getOrDefault(id, 0L);
            titles.put(
                    id,
                    new CatalogueTitle(
                            id,
                            entry.getValue(),
                            new TitlePart(TitlePart.COMPANIONS, bytes, List.of()),
                            new TitlePart(TitlePart.MANIFESTS, 0, List.of())));
        }
        for (String id : table.companions.keySet()) {
            if (!titles.containsKey(id)) {
                throw new FillException(
                        file + ": title \"" + CsvTable.shortened(id) + "\" has no rung: add a line for each");
            }
        }
        return new Catalogue(titles);
    }

    private void add(List<String> row) throws FillException {
        String title = row.get(0);
        String rung = row.get(1);
        long bytes = CsvTable.count(row.get(2), "bytes");
        if (!seen.add(List.of(title, rung))) {
            throw new FillException("title \"" + CsvTable.shortened(title) + "\" has rung \"" + CsvTable.shortened(rung)
                    + "\" twice; keep one line");
        }
        if (rung.isEmpty()) {
            companions.put(title, bytes);
        } else {
            rungs.computeIfAbsent(title, id -> new ArrayList<>()).add(new TitlePart(rung, bytes, List.of()));
        }
    }
}
