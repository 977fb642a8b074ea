package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.abr.AbrRules;

class SimulateCommandTest {
    private static final String STEADY = "[{\"duration_ms\":1000,\"bandwidth_kbps\":1000,\"latency_ms\":0}]";

    @TempDir
    private Path folder;

    private Path movie;
    private Path traces;

    @BeforeEach
    void write() throws IOException {
        String sizes = String.join(",", Collections.nCopies(10, "[200000,600000]"));
        movie = Files.writeString(
                folder.resolve("film.json"),
                "{\"segment_duration_ms\":2000,\"bitrates_kbps\":[100,300],\"segment_sizes_bits\":[" + sizes + "]}");
        traces = Files.createDirectory(folder.resolve("traces"));
        Path slow = Files.createDirectory(traces.resolve("slow"));
        Files.writeString(slow.resolve("a.csv"), "duration_ms,bandwidth_kbps\n1000,50\n");
        Files.writeString(Files.createDirectory(traces.resolve("fast")).resolve("b.json"), STEADY);
    }

    @Test
    void rowsOfEveryTraceAndRule() throws IOException {
        JsonNode rows = CommandRun.of(
                        "simulate", "--manifest", movie, "--traces", traces, "--abr", "bola,throughput", "--json")
                .assertDone()
                .json()
                .get("rows");
        assertThat(rows).hasSize(4);
        JsonNode row = rows.get(0);
        assertThat(row.get("set").asText()).isEqualTo("fast");
        assertThat(row.get("trace").asText()).isEqualTo("b.json");
        assertThat(row.get("movie").asText()).isEqualTo("film");
        assertThat(row.get("abr").asText()).isEqualTo("bola");
        assertThat(row.get("rebufferRatio").asDouble()).isZero();
        assertThat(row.get("startupSeconds").asDouble()).isEqualTo(0.2);
        assertThat(row.get("switches").asInt()).isEqualTo(1);
        // twice as slow as the title: after the first segment it stalls as long as it plays
        JsonNode slow = rows.get(3);
        assertThat(slow.get("abr").asText()).isEqualTo("throughput");
        assertThat(slow.get("startupSeconds").asDouble()).isEqualTo(4);
        assertThat(slow.get("rebufferSeconds").asDouble()).isEqualTo(18);
        assertThat(slow.get("rebuffers").asInt()).isEqualTo(9);
        assertThat(slow.get("rebufferRatio").asDouble()).isEqualTo(18.0 / 42);
        assertThat(slow.get("score").asDouble()).isEqualTo(-5 * 18.0 / 42);
    }

    @Test
    void tableOfMeansAndCsvOfRuns() throws IOException {
        Path csv = folder.resolve("runs.csv");
        CommandRun run = CommandRun.of("simulate", "--manifest", movie, "--traces", traces, "--csv", csv)
                .assertDone();
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2 + 2 * AbrRules.names().size());
        assertThat(lines.get(0)).startsWith("set   movie  abr");
        List<String> rows = Files.readAllLines(csv);
        assertThat(rows).hasSize(1 + 2 * AbrRules.names().size());
        assertThat(rows.get(1))
                .startsWith("fast,b.json,film," + AbrRules.names().get(0) + ",");
        assertThat(Arrays.stream(rows.get(0).split(",")).toList())
                .hasSameSizeAs(rows.get(1).split(","));
    }

    @Test
    void threadsChangeNoByte() {
        CommandRun one = CommandRun.of("simulate", "--manifest", movie, "--traces", traces, "--json", "--threads", 1);
        CommandRun three = CommandRun.of("simulate", "--manifest", movie, "--traces", traces, "--json", "--threads", 3);
        assertThat(three).isEqualTo(one.assertDone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "fast/b.json"})
    void plots(String place) throws IOException {
        Path png = folder.resolve("plot.png");
        CommandRun.of("simulate", "--manifest", movie, "--traces", traces.resolve(place), "--plot", png)
                .assertDone();
        assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1200);
    }

    @Test
    void refusals() throws IOException {
        assertThat(CommandRun.of("simulate", "--manifest", movie, "--traces", traces, "--abr", "bola,best")
                        .assertWrongUsage())
                .startsWith("--abr best is unknown; there are throughput, ");
        assertThat(CommandRun.of("simulate", "--manifest", movie, "--traces", folder.resolve("none"))
                        .assertFailsWithOneLine())
                .endsWith("none: no such file or folder; check the path");
        assertThat(CommandRun.of("simulate", "--manifest", traces.resolve("slow/a.csv"), "--traces", traces)
                        .assertFailsWithOneLine())
                .contains("a.csv: malformed MPD");
        assertThat(CommandRun.of("simulate", "--manifest", movie, "--traces", traces, "--buffer", 3)
                        .assertFailsWithOneLine())
                .isEqualTo(
                        "a buffer of 3.0 s does not hold two segments of film, which last up to 2.0 s; allow a longer"
                                + " one");
        Files.writeString(traces.resolve("c.json"), "[{}]");
        assertThat(CommandRun.of("simulate", "--manifest", movie, "--traces", traces)
                        .assertFailsWithOneLine())
                .startsWith(traces.resolve("c.json") + ": malformed in line 1: ");
    }
}
