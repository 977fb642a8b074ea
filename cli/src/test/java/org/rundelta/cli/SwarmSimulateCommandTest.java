package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmSimulateCommandTest {
    @TempDir
    Path folder;

    @Test
    void timesStandBesideTheirBounds() throws Exception {
        Path plot = folder.resolve("fill.png");
        CommandRun run = CommandRun.of(
                "swarm",
                "simulate",
                "--seed-up",
                "32M",
                "--edge-up",
                "32M",
                "--edges",
                4,
                20000,
                "--plot",
                plot,
                "--json");
        JsonNode rows = run.assertDone().json().get("rows");
        assertThat(rows.get(0).get("bound").asDouble()).isBetween(13.1, 13.2);
        assertThat(rows.get(0).get("clientServer").asDouble()).isBetween(52.0, 53.0);
        assertThat(rows.get(0).get("pieces").asDouble()).isBetween(13.1, 14.4);
        assertThat(rows.get(1).get("flow").asDouble()).isBetween(13.1, 13.2);
        assertThat(rows.get(1).get("pieces").isNull()).isTrue();
        assertThat(plot).isNotEmptyFile();
    }

    @Test
    void freeRidersAreTold() throws Exception {
        CommandRun run = CommandRun.of(
                "swarm", "simulate", "--seed-up", "32M", "--edge-up", "8M", "--edges", 100, "--free-riders", 0.2);
        assertThat(run.assertDone().out()).contains("free riders").hasLineCount(2);
        assertThat(CommandRun.of("swarm", "simulate", "--seed-up", "32M", "--edge-up", "8M", "--edges", 0)
                        .assertFailsWithOneLine())
                .contains("all are at least 1");
    }
}
