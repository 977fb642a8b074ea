package org.rundelta.simulate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.rundelta.abr.Title;

/** Reads what is to be known of a title to play it: from an MPD, or from a movie description as Sabre has them (JSON). */
public final class TitleReader {
    private static final int MAX_BYTES = 64 << 20;
    private static final int SNIFFED = 64;

    private TitleReader() {}

    private record JsonMovie(
            @JsonProperty("segment_duration_ms") double segmentDurationMs,
            @JsonProperty("bitrates_kbps") double[] bitratesKbps,
            @JsonProperty("segment_sizes_bits") double[][] segmentSizesBits) {}

    /**
     * Reads a title.
     *
     * @param file an MPD, or a movie description
     * @throws IOException if the file, or a segment index that it needs, cannot be read
     * @throws SimulationException if it is neither, or nothing that can be simulated
     */
    public static Title read(Path file) throws IOException, SimulationException {
        return startsWith(file, '{')
                ? movie(JsonText.bytes(file, MAX_BYTES), nameOf(file), file.toString())
                : MpdTitle.read(file);
    }

    /** Whether a file's first character, space left out, is this. */
    static boolean startsWith(Path file, char first) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(SNIFFED), StandardCharsets.ISO_8859_1)
                    .stripLeading()
                    .startsWith(String.valueOf(first));
        }
    }

    /** A movie description from memory. */
    static Title movie(byte[] document, String name, String where) throws SimulationException {
        JsonMovie movie = JsonText.read(document, JsonMovie.class, where);
        double[] durations = new double[movie.segmentSizesBits.length];
        Arrays.fill(durations, movie.segmentDurationMs);
        if (Arrays.asList(movie.segmentSizesBits).contains(null)) {
            throw new SimulationException(where + ": malformed: the sizes of a segment are null");
        }
        try {
            return new Title(name, durations, movie.bitratesKbps, movie.segmentSizesBits);
        } catch (IllegalArgumentException e) {
            throw new SimulationException(where + ": malformed: " + e.getMessage(), e);
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("[.]json$", "");
    }
}
