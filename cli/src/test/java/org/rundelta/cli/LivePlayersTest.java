package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others' servers and players with titles that come into being while they are played. */
@Tag("nightly")
class LivePlayersTest {
    private static final int SECONDS = 12;
    private static final int FRAMES = 25 * SECONDS;
    private static final List<String> FOR_S3 =
            List.of("aws.region", "aws.accessKeyId", "aws.secretAccessKey", "aws.endpointUrlS3");

    @TempDir
    private Path folder;

    private Path source;
    private Path title;

    @BeforeEach
    void draw() throws Exception {
        Path film = DrawnVideo.constantRate(320, 180, FRAMES).store(folder.resolve("film.mkv"));
        Path tone = Files.write(folder.resolve("tone.wav"), PackageCommandTest.wave(FRAMES * 1920));
        source = folder.resolve("source.mkv");
        FfmpegTool.run(FfmpegTool.ffmpeg(), "-i", film, "-i", tone, "-c", "copy", source);
        title = Files.createDirectory(folder.resolve("title"));
    }

    private CompletableFuture<CommandRun> start(Object... options) throws Exception {
        List<Object> command = new ArrayList<>(List.of("package", source, "-o", title, "--live", "--segment", "1"));
        command.addAll(List.of(options));
        CompletableFuture<CommandRun> packaging = CompletableFuture.supplyAsync(() -> CommandRun.of(command.toArray()));
        while (Files.notExists(title.resolve("manifest.mpd")) && !packaging.isDone()) {
            Thread.sleep(20);
        }
        return packaging;
    }

    @Test
    void ourPlayerInABrowser() throws Exception {
        Players players = Players.find();
        PlayerFiles.write(title);
        CompletableFuture<CommandRun> packaging = start();
        try (Edge edge = Edge.serve(folder, folder)) {
            JsonNode result =
                    players.watch(edge.url() + "title/index.html", "live-package", "{\"isLive\": true, \"seeks\": []}");
            packaging.join().assertDone();
            assertThat(result.get("errors")).isEmpty();
            assertThat(result.get("end").asDouble()).isBetween(SECONDS - 0.1, SECONDS + 0.1);
            List<String> digests = WebPlayerTest.digests(DrawnVideo.constantRate(320, 180, FRAMES));
            assertThat(result.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
        }
    }

    @Test
    void dashjs() throws Exception {
        Players players = Players.find();
        CompletableFuture<CommandRun> packaging = start("--codec", "h264", "--window", "5");
        try (Edge edge = Edge.serve(folder, folder)) {
            JsonNode played = watch(players, edge, edge.url() + "title/manifest.mpd");
            packaging.join().assertDone();
            assertAskedForTheTime(edge, played);
        }
    }

    /** A window is pushed to S3, from where the player, three segments behind, gets all that the manifests name. */
    @Test
    void dashjsFromS3() throws Exception {
        Players players = Players.find();
        try (S3Proxy s3 = S3Proxy.start(Files.createDirectory(folder.resolve("s3")));
                Edge edge = Edge.serve(folder, folder)) {
            List<String> values = List.of("us-east-1", "anyone", "anything", s3.origin());
            FOR_S3.forEach(name -> System.setProperty(name, values.get(FOR_S3.indexOf(name))));
            Path pushed = folder.resolve("s3/buckets").resolve(S3Proxy.BUCKET).resolve("live");
            CompletableFuture<CommandRun> packaging =
                    start("--codec", "h264", "--window", "5", "--push", "s3://" + S3Proxy.BUCKET + "/live", "--json");
            while (Files.notExists(pushed.resolve("manifest.mpd")) && !packaging.isDone()) {
                Thread.sleep(20);
            }
            watch(players, edge, s3.origin() + "/" + S3Proxy.BUCKET + "/live/manifest.mpd");
            JsonNode report = packaging.join().assertDone().json();
            assertThat(report.at("/pushed/0/deleted").asInt()).isPositive();
            assertThat(CommandRun.of("inspect", pushed.resolve("manifest.mpd"), "--check")
                            .assertDone()
                            .out())
                    .contains("nothing wrong");
        } finally {
            FOR_S3.forEach(System::clearProperty);
        }
    }

    /** To the end, without an error, or a request for what is not there. */
    private JsonNode watch(Players players, Edge edge, String manifest) throws Exception {
        Players.copyTo(folder);
        Map<String, Object> player = Map.of(
                "page",
                edge.url() + "players/page.html?player=dashjs",
                "adapter",
                "dashjs",
                "manifest",
                manifest,
                "bufferS",
                3);
        JsonNode result = players.run(
                "steered.mjs",
                new ObjectMapper().writeValueAsString(Map.of("players", Map.of("dashjs", player), "steps", List.of())));
        JsonNode played = result.get("dashjs");
        assertThat(played.get("errors")).as("%s", result).isEmpty();
        assertThat(played.get("ended").asBoolean()).as("%s", result).isTrue();
        assertThat(played.get("time").asDouble()).isBetween(SECONDS - 0.5, SECONDS + 0.5);
        for (JsonNode request : played.get("requests")) {
            assertThat(request.get("status").asInt()).as("%s", request).isNotEqualTo(404);
        }
        return played;
    }

    /** It asks the server of the manifest, and nobody else. */
    private static void assertAskedForTheTime(Edge edge, JsonNode played) {
        List<String> asked = new ArrayList<>();
        for (JsonNode request : played.get("requests")) {
            assertThat(edge.url().toString())
                    .as("%s", request)
                    .isEqualTo(request.get("origin").asText() + "/");
            if (request.get("method").asText().equals("HEAD")) {
                asked.add(request.get("path").asText());
            }
        }
        assertThat(asked).isNotEmpty().allMatch("/title/manifest.mpd"::equals);
    }

    /** FFmpeg reads it while it grows, and what nginx has got at the end. */
    @Test
    void ffmpegFromNginx() throws Exception {
        Path edge = Files.createDirectories(folder.resolve("edge"));
        try (Nginx nginx = Nginx.start(edge, Files.createDirectory(folder.resolve("nginx")))) {
            CompletableFuture<CommandRun> packaging =
                    start("--codec", "h264", "--push", nginx.origin() + "/live/", "--json");
            while (Files.notExists(edge.resolve("live/manifest.mpd")) && !packaging.isDone()) {
                Thread.sleep(20);
            }
            String probed = FfmpegTool.run(
                    FfmpegTool.ffprobe(),
                    "-show_entries",
                    "stream=codec_name,width",
                    "-of",
                    "csv=p=0",
                    nginx.origin() + "/live/manifest.mpd");
            assertThat(probed).contains("h264,320").contains("aac");
            JsonNode report = packaging.join().assertDone().json();
            assertThat(report.at("/pushed/0/files").asInt()).isGreaterThan(2 * SECONDS);
            String frames = FfmpegTool.run(
                    FfmpegTool.ffprobe(),
                    "-count_packets",
                    "-select_streams",
                    "v:0",
                    "-show_entries",
                    "stream=nb_read_packets",
                    "-of",
                    "csv=p=0",
                    nginx.origin() + "/live/manifest.mpd");
            assertThat(frames).contains(Integer.toString(FRAMES));
        }
        assertThat(CommandRun.of("inspect", edge.resolve("live/manifest.mpd"), "--check")
                        .assertDone()
                        .out())
                .contains("nothing wrong");
    }
}
