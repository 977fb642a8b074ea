package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the index of {@code serve} to a title and to its end, in headless Chromium; screenshots are in {@code target/players}. */
@Tag("browser")
class ServedTitlesTest {
    private static final int FRAMES = 100;

    @TempDir
    private Path folder;

    @Test
    void fromTheIndexToTheEndOfATitle() throws Exception {
        Players players = Players.find();
        Path source = DrawnVideo.constantRate(320, 180, FRAMES).store(folder.resolve("source.mkv"));
        Path title = folder.resolve("titles").resolve("Drawn, & more");
        CommandRun.of("package", source, "-o", title, "--ladder", "lossless", "--segment", 1)
                .assertDone();
        List<String> digests = WebPlayerTest.digests(DrawnVideo.constantRate(320, 180, FRAMES));
        Path screenshots = Files.createDirectories(Path.of("target", "players")).toAbsolutePath();
        try (Edge edge = Edge.serve(title.getParent(), folder)) {
            JsonNode result = players.run(
                    "served.mjs",
                    edge.url().toString(),
                    "Drawn, & more",
                    "[1.5, 0.02, 3.98]",
                    screenshots.resolve("served").toString());
            assertThat(result).hasSize(2).allSatisfy(visit -> {
                assertThat(visit.get("failures")).isEmpty();
                assertThat(visit.get("errors")).isEmpty();
                assertThat(visit.get("poster").asText()).endsWith("/poster.jpg");
                assertThat(visit.get("hadPoster").asBoolean()).isTrue();
                assertThat(visit.get("hasPoster").asBoolean()).isFalse();
                assertThat(visit.get("path").asText()).startsWith("/Drawn").endsWith("/");
                assertThat(visit.get("isWide").asBoolean()).isFalse();
                assertThat(visit.get("sought"))
                        .extracting(JsonNode::asText)
                        .containsExactly(digests.get(37), digests.get(0), digests.get(99));
                assertThat(visit.get("end").asDouble()).isBetween(FRAMES / 25.0, (FRAMES + 1) / 25.0);
            });
        }
    }
}
