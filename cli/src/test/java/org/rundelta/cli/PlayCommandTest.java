package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.edge.EdgeOptions;
import org.rundelta.edge.EdgeServer;

/** Titles as {@code package} makes them, played from an edge and from files. */
class PlayCommandTest {
    @TempDir
    static Path folder;

    private static final String[] PROFILES = {"live", "on-demand"};

    @BeforeAll
    static void packageTitles() throws IOException {
        Path video = DrawnVideo.constantRate(96, 64, 150).store(folder.resolve("clip.mkv"));
        Path ladder = Files.writeString(
                folder.resolve("ladder.yaml"),
                "rungs:\n  - {id: low, max-error: 40}\n  - {id: near, max-error: 4}\n  - {id: exact, lossless: true}\n");
        for (String profile : PROFILES) {
            CommandRun.of(
                            "package",
                            video,
                            "--ladder",
                            ladder,
                            "--segment",
                            1,
                            "--profile",
                            profile,
                            "-o",
                            folder.resolve(profile))
                    .assertDone();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "on-demand"})
    void playsWhatWasPackaged(String profile) throws IOException {
        Path title = folder.resolve(profile);
        JsonNode file = CommandRun.of("play", title.resolve("manifest.mpd"), "--fast", "--json")
                .assertDone()
                .json();
        EdgeOptions options =
                new EdgeOptions(title, InetAddress.getLoopbackAddress(), 0, 100, Map.of(), Optional.empty());
        try (EdgeServer edge = EdgeServer.start(options)) {
            Path png = folder.resolve(profile + ".png");
            JsonNode report = CommandRun.of("play", edge.uri() + "manifest.mpd", "--fast", "--json", "--plot", png)
                    .assertDone()
                    .json();
            assertThat(report.get("segments")).hasSameSizeAs(file.get("segments"));
            assertThat(report.get("segments").size()).isGreaterThanOrEqualTo(6);
            assertThat(report.get("failures").asInt()).isZero();
            assertThat(report.get("rebuffers").asInt()).isZero();
            JsonNode last = report.get("segments").get(report.get("segments").size() - 1);
            assertThat(last.get("representation").asText()).isEqualTo("exact");
            assertThat(last.get("baseUrl").asText()).startsWith(edge.uri().toString());
            assertThat(ImageIO.read(png.toFile()).getWidth()).isEqualTo(1200);
        }
    }

    @Test
    void textAndRefusals() throws IOException {
        Path manifest = folder.resolve("live/manifest.mpd");
        assertThat(CommandRun.of("play", manifest, "--fast").assertDone().out())
                .contains(" segments, ", " kbit/s, ", " 0 attempts failed");
        assertThat(CommandRun.of("play", folder.resolve("none.mpd")).assertFailsWithOneLine())
                .isEqualTo(folder.resolve("none.mpd") + ": no such file; check the path");
        assertThat(CommandRun.of("play", folder.resolve("clip.mkv")).assertFailsWithOneLine())
                .contains("clip.mkv: malformed MPD");
        assertThat(CommandRun.of("play", manifest, "--abr", "best").assertWrongUsage())
                .startsWith("--abr best is unknown; there are throughput, ");
        assertThat(CommandRun.of("play", manifest, "--buffer", 1).assertFailsWithOneLine())
                .startsWith("a buffer of 1.0 s does not hold two segments");
        assertThat(CommandRun.of("play", "http://a b/").assertWrongUsage()).startsWith("not a URL: ");
    }
}
