package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Titles that are packaged, pushed and played while their input comes. */
class LivePackageTest {
    private static final int SECONDS = 4;
    private static final int FRAMES = 25 * SECONDS;

    @TempDir
    private static Path folder;

    private static Path source;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void draw() throws Exception {
        source = DrawnVideo.constantRate(96, 64, FRAMES).store(folder.resolve("film.y4m"));
    }

    private static CompletableFuture<CommandRun> start(Object... options) {
        List<Object> command = new ArrayList<>(List.of("package", "--live", "--segment", "0.5"));
        command.addAll(List.of(options));
        return CompletableFuture.supplyAsync(() -> CommandRun.of(command.toArray()));
    }

    private static void awaitManifest(Path title, CompletableFuture<CommandRun> packaging) throws Exception {
        while (Files.notExists(title.resolve("manifest.mpd")) && !packaging.isDone()) {
            Thread.sleep(20);
        }
    }

    /** What comes of a pipe is played from one target before it has ended; another target goes away in the middle. */
    @Test
    void isPlayedFromATargetWhileItGrows() throws Exception {
        Path title = scratch.resolve("title");
        Path edge = Files.createDirectory(scratch.resolve("edge"));
        Path broken = scratch.resolve("broken");
        Path pipe = scratch.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<CommandRun> packaging = start(
                pipe,
                "-o",
                title,
                "--push",
                edge,
                "--push",
                broken,
                "--clock",
                "http-head=./manifest.mpd",
                "--json",
                "-q");
        try (TitleServer server = new TitleServer(edge, folder)) {
            CompletableFuture<CommandRun> playing;
            try (OutputStream feed = Files.newOutputStream(pipe)) {
                byte[] film = Files.readAllBytes(source);
                feed.write(film, 0, film.length / 2);
                awaitManifest(edge, packaging);
                assertThat(Files.readString(edge.resolve("manifest.mpd")))
                        .contains(
                                "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-head:2014\" value=\"./manifest.mpd\"/>");
                playing = CompletableFuture.supplyAsync(
                        () -> CommandRun.of("play", server.origin() + "/manifest.mpd", "--json"));
                awaitManifest(broken, packaging);
                breakOff(broken);
                while (server.requests() < 4 && !playing.isDone()) {
                    Thread.sleep(20);
                }
                feed.write(film, film.length / 2, film.length - film.length / 2);
            }
            CommandRun packaged = packaging.join();
            assertThat(packaged.assertReportsAndFails())
                    .startsWith("cannot push to " + broken + ": ")
                    .doesNotContain(edge.toString());
            JsonNode report = packaged.json();
            assertThat(report.at("/pushed")).hasSize(1);
            assertThat(report.at("/pushed/0/target").asText()).isEqualTo(edge.toString());
            assertThat(report.at("/representations/0/segments").asInt()).isEqualTo(2 * SECONDS);
            JsonNode played = playing.join().assertDone().json();
            assertThat(played.get("failures").asInt()).isZero();
            assertThat(played.get("segments").size()).isBetween(SECONDS, 2 * SECONDS);
            assertThat(played.get("liveLatencySeconds").asDouble()).isPositive();
            assertExact(edge, report.at("/representations/0/url").asText());
        }
        for (Path place : List.of(title, edge)) {
            assertThat(CommandRun.of("inspect", place.resolve("manifest.mpd"), "--check")
                            .assertDone()
                            .out())
                    .contains("nothing wrong; 1 representations");
        }
        Files.delete(broken);
        CommandRun.of("push", title, "--to", broken, edge).assertDone();
    }

    /** A file is where the folder was. */
    private static void breakOff(Path target) throws IOException {
        Files.move(target, target.resolveSibling("away"));
        Files.writeString(target, "in the way");
    }

    private void assertExact(Path title, String rung) throws IOException {
        Path movie = Rendition.joined(title.resolve(rung), scratch.resolve("movie.mp4"));
        JsonNode report = CommandRun.of("decode", movie, "--verify", source, "--json")
                .assertDone()
                .json();
        assertThat(report.get("identicalFrames").asInt()).isEqualTo(FRAMES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--window 60 | --window needs --live",
                "--clock none | --clock needs --live",
                "--live --clock ntp=192.0.2.1 | --clock ntp=192.0.2.1 is neither http-iso=URL",
                "--live --window 3 --segment 2 | --window is shorter than three segments",
                "--live --hls | --hls does not go with --live",
                "--live --resume | --resume does not go with --live",
                "--live --codec copy | --live encodes; --codec copy needs inputs that are there",
                "--live --profile on-demand | --live needs --profile live",
                "--live --ladder auto | --ladder auto tries parts of the whole title",
                "--live --engine spark | --engine does not go with --live"
            })
    void refusesWhatNeedsTheWholeTitle(String options, String problem) {
        List<Object> command = new ArrayList<>(List.of("package", source, "-o", scratch.resolve("title")));
        command.addAll(List.of(options.split(" ", -1)));
        assertThat(CommandRun.of(command.toArray()).assertWrongUsage()).startsWith(problem);
    }
}
