package org.rundelta.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The network traces in a folder and the folders in it, each of which is a set of its own. */
public final class TraceFolder {
    private static final List<String> ENDINGS = List.of(".json", ".csv", ".mahimahi", ".up", ".down");

    private TraceFolder() {}

    /**
     * Reads them, in the order of their paths. What has none of the endings {@code .json}, {@code .csv}, {@code .mahimahi},
     * {@code .up}, {@code .down} is left out, and so is a movie description, which may lie beside them.
     *
     * @param place a folder, or one trace
     * @throws IOException if a file cannot be read, or there is none
     * @throws SimulationException if one is not a trace
     */
    public static List<NetworkTrace> read(Path place) throws IOException, SimulationException {
        if (Files.isRegularFile(place)) {
            return List.of(TraceReader.read(place));
        }
        if (!Files.isDirectory(place)) {
            throw new NoSuchFileException(place.toString());
        }
        List<NetworkTrace> traces = new ArrayList<>();
        for (Path file : files(place)) {
            if (!isMovie(file)) {
                traces.add(TraceReader.read(file));
            }
        }
        if (traces.isEmpty()) {
            throw new SimulationException(place + ": has no network traces, which end in " + String.join(", ", ENDINGS)
                    + "; name their folder");
        }
        return traces;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Whether it is a JSON object; a trace is an array. */
    private static boolean isMovie(Path file) throws IOException {
        return file.toString().endsWith(".json") && TitleReader.startsWith(file, '{');
    }
}
