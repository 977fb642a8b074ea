package org.rundelta.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.rundelta.abr.AbrRules;
import org.rundelta.abr.Title;
import org.rundelta.player.PlaybackReport;

/**
 * Against what the simulator Sabre (UMass-LIDS/sabre at commit 09b03bb) reported for the same traces and titles, run by run.
 * Its counts of stalls are not compared: rounding has it count one of no length as the title ends.
 */
class ReferenceTest {
    private static final Path RECORDED =
            Path.of(System.getProperty("rundelta.shared")).resolve("traces");
    private static final Path DRAWN = Path.of("src/test/resources/org/rundelta/simulate/reference");
    private static final double BUFFER_MS = 25_000;

    static boolean isThere() {
        return Files.isRegularFile(RECORDED.resolve("sabre-reference.tsv"));
    }

    @Test
    @EnabledIf(value = "isThere", disabledReason = "no ../shared/traces beside the project")
    void recordedTraces() throws IOException, SimulationException {
        Map<String, Title> titles = new HashMap<>();
        List<Map<String, String>> rows = rows(RECORDED.resolve("sabre-reference.tsv"));
        assertThat(rows).hasSize(400);
        for (Map<String, String> row : rows) {
            String movie = row.get("movie");
            if (!titles.containsKey(movie)) {
                titles.put(movie, TitleReader.read(RECORDED.resolve("movies").resolve(movie + ".json")));
            }
            NetworkTrace trace =
                    TraceReader.read(RECORDED.resolve(row.get("set")).resolve(row.get("trace")));
            PlaybackReport report = play(titles.get(movie), trace, row.get("abr"));
            assertAgrees(report, row, "time_average_played_bitrate", "time_average_score", "total_play_time");
            assertThat(report.switches()).isEqualTo((int) number(row, "quality_switches"));
        }
    }

    /** Outages, three short periods, one, latencies up to seconds, a network slower than the lowest rung, crumbs of time. */
    @Test
    void drawnTraces() throws IOException, SimulationException {
        Title title = TitleReader.read(DRAWN.resolve("movie.json"));
        List<Map<String, String>> rows = rows(DRAWN.resolve("reference.tsv"));
        assertThat(rows).hasSize(28);
        for (Map<String, String> row : rows) {
            NetworkTrace trace = TraceReader.read(DRAWN.resolve(row.get("trace") + ".json"));
            assertAgrees(play(title, trace, row.get("abr")), row, "bitrate", "score", "play_time");
        }
    }

    /** A mean score above that of BOLA-E, at no more stalling than BOLA's, which is none of the others' both. */
    @Test
    @EnabledIf(value = "isThere", disabledReason = "no ../shared/traces beside the project")
    void foresightIsAboveAllInEverySet() throws IOException, SimulationException {
        Map<String, List<Map<String, String>>> groups = rows(RECORDED.resolve("sabre-reference.tsv")).stream()
                .collect(Collectors.groupingBy(row -> row.get("set") + " " + row.get("movie")));
        assertThat(groups).hasSize(5);
        for (Map.Entry<String, List<Map<String, String>>> group : groups.entrySet()) {
            Map<String, String> any = group.getValue().get(0);
            Title title = TitleReader.read(RECORDED.resolve("movies").resolve(any.get("movie") + ".json"));
            double score = 0;
            double ratio = 0;
            List<NetworkTrace> traces = TraceFolder.read(RECORDED.resolve(any.get("set")));
            for (NetworkTrace trace : traces) {
                PlaybackReport report = play(title, trace, "foresight");
                score += report.score() / traces.size();
                ratio += report.stallRatio() / traces.size();
            }
            assertThat(score).as(group.getKey()).isGreaterThan(mean(group.getValue(), "bolae", "time_average_score"));
            assertThat(ratio).as(group.getKey()).isLessThanOrEqualTo(mean(group.getValue(), "bola", "rebuffer_ratio"));
        }
    }

    private static double mean(List<Map<String, String>> rows, String abr, String column) {
        return rows.stream()
                .filter(row -> row.get("abr").equals(abr))
                .mapToDouble(row -> number(row, column))
                .average()
                .orElseThrow();
    }

    private static PlaybackReport play(Title title, NetworkTrace trace, String abr) {
        return Simulator.play(title, trace, AbrRules.make(abr, title, BUFFER_MS), BUFFER_MS);
    }

    private static void assertAgrees(
            PlaybackReport report, Map<String, String> row, String bitrate, String score, String playTime) {
        assertThat(report.bitrateKbps()).as("%s", row).isCloseTo(number(row, bitrate), within(1e-3));
        assertThat(report.stallRatio()).as("%s", row).isCloseTo(number(row, "rebuffer_ratio"), within(1e-5));
        assertThat(report.score()).as("%s", row).isCloseTo(number(row, score), within(1e-5));
        assertThat(report.totalMs() / 1000).as("%s", row).isCloseTo(number(row, playTime), within(1e-3));
    }

    private static List<Map<String, String>> rows(Path tsv) throws IOException {
        List<String> lines = Files.readAllLines(tsv);
        String[] head = lines.get(0).split("\t", -1);
        return lines.stream()
                .skip(1)
                .map(line -> {
                    Map<String, String> row = new HashMap<>();
                    String[] cells = line.split("\t", -1);
                    for (int i = 0; i < head.length; i++) {
                        row.put(head[i], cells[i]);
                    }
                    return row;
                })
                .toList();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
