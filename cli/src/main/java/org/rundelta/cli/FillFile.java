package org.rundelta.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.fill.Catalogue;
import org.rundelta.fill.CatalogueFolder;
import org.rundelta.fill.CatalogueTable;
import org.rundelta.fill.FillEdge;
import org.rundelta.fill.FillException;
import org.rundelta.fill.FillNetwork;
import org.rundelta.fill.FillPlan;
import org.rundelta.fill.FillPlanner;
import org.rundelta.fill.FillRules;
import org.rundelta.fill.FillWindow;
import org.rundelta.fill.PopularityTable;
import org.rundelta.packager.SettingsException;
import org.rundelta.packager.SettingsFile;
import org.rundelta.packager.SettingsFile.Setting;

/**
 * A plan file of {@code rundelta cdn fill}; docs/fill.md describes it.
 *
 * @param catalogue a folder of packaged titles, or a table of sizes
 * @param popularity a table of views
 * @param window in which edges may be filled
 */
record FillFile(Path catalogue, Path popularity, FillWindow window, FillRules rules, FillNetwork network) {
    private static final String TABLE = ".csv";

    /** Room for ten thousand edges and more. */
    private static final int MAX_BYTES = 3 << 20;

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws FillException if it is malformed, or its edges contradict each other
     * @throws SettingsException if it is not made of keys and values
     */
    static FillFile read(Path file) throws IOException, FillException, SettingsException {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Setting setting : SettingsFile.read(file, "fill", MAX_BYTES)) {
            settings.put(setting.key(), setting.value());
        }
        FillKeys keys = new FillKeys(file.toString(), settings);
        Path folder = file.toAbsolutePath().getParent();
        try {
            FillFile read = new FillFile(
                    folder.resolve(keys.text("catalogue")),
                    folder.resolve(keys.text("popularity")),
                    window(keys.keys("window")),
                    new FillRules(
                            Math.toIntExact(keys.count("copies", FillRules.DEFAULT.copies())),
                            keys.count("least-views", (long) FillRules.DEFAULT.leastViews())),
                    network(keys));
            keys.requireNoOthers();
            return read;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw keys.wrong(e.getMessage());
        }
    }

    /** The plan by what the files that it names say now. */
    FillPlan plan() throws IOException, FillException {
        Catalogue titles =
                catalogue.toString().endsWith(TABLE) ? CatalogueTable.read(catalogue) : CatalogueFolder.read(catalogue);
        return FillPlanner.plan(titles, PopularityTable.read(popularity), network, rules);
    }

    private static FillWindow window(FillKeys keys) throws FillException {
        FillWindow window = new FillWindow(keys.time("from"), keys.time("to"), keys.zone("zone"));
        keys.requireNoOthers();
        return window;
    }

    private static FillNetwork network(FillKeys keys) throws FillException {
        FillKeys origin = keys.keys("origin");
        List<FillEdge> edges = new ArrayList<>();
        for (Object edge : keys.list("edges")) {
            edges.add(edge(new FillKeys(keys.where() + ": edge " + (edges.size() + 1), edge)));
        }
        FillNetwork network = new FillNetwork(origin.url("url"), origin.count("uplink"), edges);
        origin.requireNoOthers();
        return network;
    }

    private static FillEdge edge(FillKeys keys) throws FillException {
        FillEdge edge = new FillEdge(
                keys.text("id"),
                keys.text("region"),
                keys.count("capacity"),
                keys.count("uplink"),
                keys.url("url"),
                keys.url("admin"),
                keys.optionalText("parent"));
        keys.requireNoOthers();
        return edge;
    }
}
