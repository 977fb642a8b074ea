package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.cli.SourceFrame.Seeks;
import org.rundelta.ffmpeg.FfmpegSource;
import org.rundelta.packager.FrameSource;

/**
 * Our own player in headless Chromium: it decodes the conformance vectors, and a title that is packaged with it plays to
 * the end and shows exactly the source's frames wherever it is sought. Screenshots are in {@code target/players}.
 */
@Tag("browser")
class WebPlayerTest {
    private static final int FRAMES = 100;
    private static final double FRAME = 0.04;
    private static final int SEEKS = 20;
    private static final Path VECTORS = Path.of(System.getProperty("rundelta.root"))
            .resolve(Path.of("codec", "src", "test", "resources", "conformance"));

    @TempDir
    private static Path folder;

    private static Players players;
    private static Path source;
    private static Path tone;
    private static Path ladder;
    private static List<SourceFrame> frames;
    private static List<String> digests;

    @BeforeAll
    static void makeSource() throws Exception {
        players = Players.find();
        source = DrawnVideo.constantRate(320, 180, FRAMES).store(folder.resolve("source.mkv"));
        tone = Files.write(folder.resolve("tone.wav"), PackageCommandTest.wave(FRAMES * 1920));
        ladder = Files.writeString(folder.resolve("ladder.yaml"), """
                rungs:
                  - {id: half, scale: 0.5, max-error: 8}
                  - {id: exact, lossless: true}
                """);
        frames = SourceFrame.all(DrawnVideo.constantRate(320, 180, FRAMES));
        digests = frames.stream().map(SourceFrame::digest).toList();
    }

    static List<String> digests(FrameSource video) throws Exception {
        return SourceFrame.all(video).stream().map(SourceFrame::digest).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "on-demand"})
    void showsTheFramesOfTheSource(String profile) throws Exception {
        Path title = folder.resolve(profile);
        CommandRun.of(
                        "package",
                        source,
                        "-o",
                        title,
                        "--ladder",
                        ladder,
                        "--segment",
                        "1",
                        "--profile",
                        profile,
                        "--audio",
                        tone,
                        "--player")
                .assertDone();
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result = play(server.origin() + "/index.html", profile);
            assertThat(result.get("hasSound").asBoolean()).isTrue();
        }
    }

    @Test
    void playsFromOneFile() throws Exception {
        Path page = folder.resolve("demo.html");
        CommandRun.of(
                        "package",
                        source,
                        "-o",
                        folder.resolve("single"),
                        "--ladder",
                        ladder,
                        "--segment",
                        "1",
                        "--single-file",
                        page)
                .assertDone();
        play(page.toUri().toString(), "single-file");
        JsonNode early = players.watch(page.toUri().toString(), "early", "{\"seeks\": [], \"earlyAt\": 1}");
        assertThat(early.get("errors")).isEmpty();
        assertThat(early.get("joined").asDouble()).isBetween(1.0, 2.0);
        assertThat(early.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
    }

    @Test
    void goesToTheNextServerWhereOneDoesNotAnswer() throws Exception {
        Path title = Files.createDirectory(folder.resolve("servers"));
        try (TitleServer server = new TitleServer(title, folder)) {
            CommandRun.of(
                            "package",
                            source,
                            "-o",
                            title,
                            "--ladder",
                            ladder,
                            "--segment",
                            "1",
                            "--player",
                            "--base-url",
                            "dead=http://127.0.0.1:1/",
                            "--base-url",
                            "alive=" + server.origin() + "/")
                    .assertDone();
            JsonNode result = players.watch(server.origin() + "/index.html", "servers", "{\"rung\": 1, \"seeks\": []}");
            assertThat(result.get("errors")).isEmpty();
            assertThat(result.get("messages").toString()).contains("ERR_");
            assertThat(result.get("edges")).extracting(JsonNode::asText).containsOnly("alive");
            assertThat(result.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
        }
    }

    @Tag("nightly")
    @ParameterizedTest
    @ValueSource(strings = {"terminal.mkv", "web.mkv", "desktop.mkv", "natural.mp4"})
    void showsTheFramesOfTheClips(String clip) throws Exception {
        Path file = Path.of(System.getProperty("rundelta.shared"), "clips", clip);
        assumeThat(file).as("skipped: no ../shared/clips beside the project").exists();
        Path title = folder.resolve(clip);
        CommandRun.of("package", file, "-o", title, "--ladder", "lossless", "--segment", "0.5", "--player")
                .assertDone();
        Seeks seeks;
        try (FfmpegSource video = FfmpegSource.open(file.toString())) {
            seeks = Seeks.random(SEEKS, SourceFrame.all(video));
        }
        try (TitleServer server = new TitleServer(title, folder)) {
            String options = "{\"isSought\": true, \"seeks\": " + seeks.times() + "}";
            JsonNode result = players.watch(server.origin() + "/index.html", clip, options);
            assertThat(result.get("errors")).isEmpty();
            assertThat(result.get("messages")).isEmpty();
            assertThat(result.get("sought")).extracting(JsonNode::asText).isEqualTo(seeks.digests());
        }
    }

    @Tag("nightly")
    @Test
    void goesOnAtTheKeyframeBehindADamagedFrame() throws Exception {
        Path title = folder.resolve("damaged");
        CommandRun.of("package", source, "-o", title, "--ladder", ladder, "--segment", "1", "--player")
                .assertDone();
        try (Stream<Path> files = Files.walk(title.resolve("exact"))) {
            Path segment = files.filter(file -> file.toString().endsWith(".m4s"))
                    .sorted()
                    .skip(1)
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[bytes.length / 2] ^= 1;
            Files.write(segment, bytes);
        }
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result = players.watch(server.origin() + "/index.html", "damaged", "{\"rung\": 1, \"seeks\": []}");
            assertThat(result.get("errors")).isEmpty();
            assertThat(result.get("messages").toString()).contains("malformed");
            assertThat(result.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
        }
    }

    @Tag("nightly")
    @Test
    void playsOnBehindASegmentThatIsNowhere() throws Exception {
        Path title = folder.resolve("missing");
        CommandRun.of("package", source, "-o", title, "--ladder", ladder, "--segment", "1", "--player")
                .assertDone();
        for (String rung : List.of("half", "exact")) {
            try (Stream<Path> files = Files.walk(title.resolve(rung))) {
                List<Path> segments = files.filter(file -> file.toString().endsWith(".m4s"))
                        .sorted()
                        .toList();
                Files.delete(segments.get(1));
            }
        }
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result = players.watch(server.origin() + "/index.html", "missing", "{\"rung\": 1, \"seeks\": []}");
            assertThat(result.get("errors")).isEmpty();
            assertThat(result.get("messages").toString()).contains("HTTP 404");
            assertThat(result.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
        }
    }

    private JsonNode play(String url, String name) throws Exception {
        Seeks seeks = Seeks.random(SEEKS, frames);
        JsonNode result = players.watch(url, name, "{\"rung\": 1, \"seeks\": " + seeks.times() + "}");
        assertThat(result.get("errors")).isEmpty();
        assertThat(result.get("messages")).isEmpty();
        assertThat(result.get("sought")).extracting(JsonNode::asText).isEqualTo(seeks.digests());
        assertThat(result.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
        assertThat(result.get("before").asText()).isEqualTo(digests.get(FRAMES - 2));
        assertThat(result.get("end").asDouble()).isBetween((FRAMES - 1) * FRAME, FRAMES * FRAME + 1);
        return result;
    }

    @Test
    void decodesTheVectors() throws Exception {
        Path site = Files.createDirectories(folder.resolve("site"));
        PlayerFiles.write(site);
        try (TitleServer server = new TitleServer(site, folder)) {
            JsonNode result = players.run("vectors.mjs", server.origin(), VECTORS.toString());
            assertThat(result.get("lines"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrderElementsOf(Files.readAllLines(VECTORS.resolve("frames.txt")));
        }
    }
}
