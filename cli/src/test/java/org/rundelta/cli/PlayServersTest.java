package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles of ours and of FFmpeg's muxer, played from nginx, and from servers that change while they are played. */
class PlayServersTest {
    private static final int SECONDS = 6;

    @TempDir
    private static Path folder;

    /** A machine may stand still for a while. */
    private static final String TIMEOUT = "--timeout=60";

    private static Path clip;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void draw() throws IOException {
        clip = DrawnVideo.constantRate(96, 64, 25 * SECONDS).store(folder.resolve("clip.mkv"));
        Files.writeString(
                folder.resolve("ladder.yaml"),
                "rungs:\n  - {id: low, max-error: 40}\n  - {id: exact, lossless: true}\n");
    }

    private Path title(String... options) {
        Path title = scratch.resolve("title");
        List<Object> command = new ArrayList<>(List.of("package", clip, "--ladder", folder.resolve("ladder.yaml")));
        command.addAll(List.of("--segment", 1, "-o", title));
        command.addAll(List.of(options));
        CommandRun.of(command.toArray()).assertDone();
        return title;
    }

    private JsonNode playFromNginx(Path title) throws IOException, InterruptedException {
        try (Nginx nginx = Nginx.start(title, Files.createDirectory(scratch.resolve("nginx")))) {
            JsonNode report = CommandRun.of("play", nginx.origin() + "/manifest.mpd", "--fast", TIMEOUT, "--json")
                    .assertDone()
                    .json();
            assertThat(report.get("segments")).hasSize(SECONDS);
            assertThat(report.get("failures").asInt()).isZero();
            assertThat(report.get("playSeconds").asDouble()).isGreaterThanOrEqualTo(SECONDS);
            return report;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--segment-names time", "--segment-names number", "--profile on-demand"})
    void everyLayoutFromNginx(String options) throws IOException, InterruptedException {
        JsonNode report = playFromNginx(title(options.split(" ", -1)));
        assertThat(report.get("segments").get(SECONDS - 1).get("representation").asText())
                .isEqualTo("exact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0"})
    void titlesOfFfmpeg(String timeline) throws IOException, InterruptedException {
        Path title = Files.createDirectory(scratch.resolve("title"));
        List<Object> command = new ArrayList<>(List.of("-nostdin", "-i", clip));
        command.addAll(List.of("-map", "0:v", "-map", "0:v", "-c:v", "libopenh264", "-g", "25", "-b:v:0", "50k"));
        command.addAll(List.of("-b:v:1", "400k", "-seg_duration", "1", "-use_timeline", timeline));
        command.addAll(List.of("-adaptation_sets", "id=0,streams=v", "-f", "dash"));
        command.add(title.resolve("manifest.mpd"));
        FfmpegTool.run(FfmpegTool.ffmpeg(), command.toArray());
        assertThat(playFromNginx(title)
                        .get("segments")
                        .get(SECONDS - 1)
                        .get("representation")
                        .asText())
                .isEqualTo("1");
    }

    /** While FFmpeg writes it, until it says that it has ended. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "0"})
    void liveTitlesOfFfmpeg(String timeline) throws IOException, InterruptedException {
        Path title = Files.createDirectory(scratch.resolve("title"));
        List<Object> command = new ArrayList<>(List.of("-nostdin", "-re", "-i", clip, "-map", "0:v", "-map", "0:v"));
        command.addAll(List.of("-c:v", "libopenh264", "-g", "25", "-b:v:0", "50k", "-b:v:1", "400k"));
        command.addAll(List.of("-seg_duration", "1", "-use_timeline", timeline, "-window_size", "4"));
        command.addAll(List.of("-adaptation_sets", "id=0,streams=v", "-f", "dash", title.resolve("manifest.mpd")));
        CompletableFuture<Void> encoding = run(FfmpegTool.ffmpeg(), command);
        try (Nginx nginx = Nginx.start(title, Files.createDirectory(scratch.resolve("nginx")))) {
            while (Files.notExists(title.resolve("manifest.mpd")) && !encoding.isDone()) {
                Thread.sleep(20);
            }
            JsonNode report = CommandRun.of("play", nginx.origin() + "/manifest.mpd", TIMEOUT, "--json")
                    .assertDone()
                    .json();
            encoding.join();
            assertThat(report.get("segments").size()).isBetween(SECONDS - 3, SECONDS);
            assertThat(report.get("liveLatencySeconds").asDouble()).isPositive();
            assertThat(report.get("playSeconds").asDouble()).isGreaterThan(SECONDS - 3.5);
        }
    }

    static CompletableFuture<Void> run(String program, List<Object> arguments) {
        return CompletableFuture.runAsync(() -> {
            try {
                FfmpegTool.run(program, arguments.toArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** In real time, with two segments ahead at most. */
    private static CompletableFuture<CommandRun> playSlowly(TitleServer server) {
        return CompletableFuture.supplyAsync(
                () -> CommandRun.of("play", server.origin() + "/manifest.mpd", "--buffer", 3, TIMEOUT, "--json"));
    }

    /** Where the segments came from, none of them too late. */
    private static List<String> pathways(CompletableFuture<CommandRun> playing) throws IOException {
        JsonNode report = playing.join().assertDone().json();
        assertThat(report.get("rebuffers").asInt()).isZero();
        List<String> pathways = new ArrayList<>();
        report.get("segments")
                .forEach(segment -> pathways.add(segment.get("pathway").asText()));
        assertThat(pathways).hasSize(SECONDS);
        return pathways;
    }

    /** Waits until two segments came from a server, with their inits; the one that was asked for last may be on its way. */
    private static void awaitRequests(TitleServer server, CompletableFuture<CommandRun> playing)
            throws InterruptedException {
        while (server.requests() < 5 && !playing.isDone()) {
            Thread.sleep(20);
        }
    }

    @Test
    void aServerThatIsKilled() throws IOException, InterruptedException {
        Path title = scratch.resolve("title");
        try (TitleServer near = new TitleServer(title, title);
                TitleServer far = new TitleServer(title, title)) {
            title("--base-url", "near=" + near.origin() + "/", "--base-url", "far=" + far.origin() + "/");
            CompletableFuture<CommandRun> playing = playSlowly(far);
            awaitRequests(near, playing);
            near.stop();
            assertThat(pathways(playing)).startsWith("near", "near").endsWith("far", "far");
        }
    }

    @Test
    void aSteeringServerThatChangesItsMind() throws IOException, InterruptedException {
        Path title = scratch.resolve("title");
        Path steering = Files.writeString(scratch.resolve("steering.json"), steering("b", "a"));
        try (TitleServer a = new TitleServer(title, title);
                TitleServer b = new TitleServer(title, title);
                TitleServer steers = new TitleServer(scratch, scratch)) {
            title(
                    "--base-url",
                    "a=" + a.origin() + "/",
                    "--base-url",
                    "b=" + b.origin() + "/",
                    "--steering",
                    steers.origin() + "/steering.json");
            CompletableFuture<CommandRun> playing = playSlowly(a);
            awaitRequests(b, playing);
            Files.writeString(steering, steering("a", "b"));
            assertThat(pathways(playing)).startsWith("b", "b").endsWith("a");
        }
    }

    private static String steering(String first, String second) {
        return "{\"VERSION\":1,\"TTL\":1,\"PATHWAY-PRIORITY\":[\"" + first + "\",\"" + second + "\"]}";
    }

    @Test
    void manifestsThatAreRefusedInOneLine() throws IOException {
        String type = "<!DOCTYPE MPD [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><MPD>&a;</MPD>";
        Path external = Files.writeString(scratch.resolve("external.mpd"), type);
        Path large = Files.write(scratch.resolve("large.mpd"), new byte[64 << 20]);
        assertThat(CommandRun.of("play", external).assertFailsWithOneLine())
                .contains("external.mpd: ", "document type declaration");
        assertThat(CommandRun.of("play", large).assertFailsWithOneLine()).contains("large.mpd: ", "over the limit");
        try (TitleServer server = new TitleServer(scratch, scratch)) {
            assertThat(CommandRun.of("play", server.origin() + "/none.mpd").assertFailsWithOneLine())
                    .isEqualTo(server.origin() + "/none.mpd: not found (HTTP 404); check the address");
        }
    }
}
