package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.Picture;
import org.rundelta.packager.Frame;
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
        digests = digests(DrawnVideo.constantRate(320, 180, FRAMES));
    }

    static List<String> digests(FrameSource video) throws Exception {
        List<String> digests = new ArrayList<>();
        for (Frame frame = video.next(); frame != null; frame = video.next()) {
            Picture picture = frame.picture();
            byte[] rgb = new byte[3 * picture.pixels().length];
            for (int i = 0; i < picture.pixels().length; i++) {
                rgb[3 * i] = (byte) (picture.pixels()[i] >> 16);
                rgb[3 * i + 1] = (byte) (picture.pixels()[i] >> 8);
                rgb[3 * i + 2] = (byte) picture.pixels()[i];
            }
            digests.add(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(rgb)));
        }
        return digests;
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
        SplittableRandom random = new SplittableRandom(7);
        List<Integer> frames = random.ints(SEEKS, 0, FRAMES).boxed().toList();
        List<Double> times = frames.stream()
                .map(frame -> (frame + random.nextDouble(0.99)) * FRAME)
                .toList();
        JsonNode result = players.watch(url, name, "{\"rung\": 1, \"seeks\": " + times + "}");
        assertThat(result.get("errors")).isEmpty();
        assertThat(result.get("messages")).isEmpty();
        assertThat(result.get("sought"))
                .extracting(JsonNode::asText)
                .isEqualTo(frames.stream().map(digests::get).toList());
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
