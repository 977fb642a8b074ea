package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles of all kinds in our own player, in headless Chromium. Screenshots are in {@code target/players}. */
@Tag("browser")
class WebTitlesTest {
    private static final int SECONDS = 6;
    private static final int FRAMES = 25 * SECONDS;

    @TempDir
    private static Path folder;

    private static Players players;
    private static Path source;
    private static Path ladder;
    private static List<String> digests;

    @TempDir
    private Path scratch;

    private Path title;

    @BeforeAll
    static void draw() throws Exception {
        players = Players.find();
        source = DrawnVideo.constantRate(160, 96, FRAMES).store(folder.resolve("source.mkv"));
        digests = WebPlayerTest.digests(DrawnVideo.constantRate(160, 96, FRAMES));
        ladder = Files.writeString(folder.resolve("ladder.yaml"), """
                rungs:
                  - {id: exact, lossless: true}
                  - {id: plain, bitrate: 200k, codec: h264}
                """);
    }

    @BeforeEach
    void place() throws Exception {
        title = Files.createDirectories(scratch.resolve("title"));
    }

    private void pack(Path to, Object... options) throws Exception {
        List<Object> command = new ArrayList<>(List.of("package", source, "-o", to, "--segment", 1, "--player"));
        command.addAll(List.of(options));
        CommandRun.of(command.toArray()).assertDone();
    }

    private JsonNode watch(TitleServer server, String name, String options) throws Exception {
        JsonNode result = players.watch(server.origin() + "/index.html", name, options);
        assertThat(result.get("errors")).isEmpty();
        return result;
    }

    private String problem(String manifest, String name) throws Exception {
        Files.writeString(title.resolve("manifest.mpd"), manifest);
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result = players.watch(server.origin() + "/index.html", name, "{\"seeks\": []}");
            return result.get("errors").get(0).asText();
        }
    }

    @Test
    void saysWhatIsWrongWithAManifest() throws Exception {
        PlayerFiles.write(title);
        assertThat(problem("<html><body>Not here</body></html>", "no-manifest"))
                .contains("/manifest.mpd is no DASH manifest (MPD)");
        assertThat(problem("<MPD type=\"static\" mediaPresentationDuration=\"PT1S\"><Period/></MPD>", "no-video"))
                .contains("no video that can be played here");
    }

    private static String manifest(Path title) throws Exception {
        return Files.readString(title.resolve("manifest.mpd"));
    }

    @Test
    void severalPeriods() throws Exception {
        pack(title.resolve("one"), "--ladder", "lossless");
        pack(title.resolve("two"), "--ladder", ladder, "--profile", "on-demand");
        PlayerFiles.write(title);
        String one = manifest(title.resolve("one"));
        String two = manifest(title.resolve("two"));
        String both = one.substring(0, one.indexOf("<Period")).replace("PT" + SECONDS + "S", "PT" + 2 * SECONDS + "S")
                + period(one, "<Period id=\"0\"><BaseURL>one/</BaseURL>")
                + period(two, "<Period id=\"1\" start=\"PT" + SECONDS + "S\"><BaseURL>two/</BaseURL>") + "</MPD>";
        Files.writeString(title.resolve("manifest.mpd"), both);
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result =
                    watch(server, "periods", "{\"rung\": 0, \"rate\": 4, \"seeks\": [5.98, 6.01, 0.5, 11.5]}");
            assertThat(result.get("messages")).isEmpty();
            assertThat(result.get("duration").asDouble()).isEqualTo(2 * SECONDS);
            assertThat(result.get("sought"))
                    .extracting(JsonNode::asText)
                    .containsExactly(digests.get(149), digests.get(0), digests.get(12), digests.get(137));
            assertThat(result.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
        }
    }

    private static String period(String manifest, String begin) {
        return begin + manifest.substring(manifest.indexOf("<AdaptationSet"), manifest.indexOf("</MPD>"));
    }

    /** Its segments become available as time goes by, and the manifest says when it has ended. */
    @Test
    void aLiveTitle() throws Exception {
        pack(title, "--ladder", "lossless");
        String whole = manifest(title);
        String live = "type=\"dynamic\" minimumUpdatePeriod=\"PT1S\" availabilityStartTime=\"" + Instant.now() + "\"";
        String growing = whole.replace("type=\"static\"", live)
                .replaceAll("mediaPresentationDuration=\"[^\"]*\" ", "")
                .replaceAll(" duration=\"PT[^\"]*\"", "")
                .replaceAll("<SegmentTimeline>", "<SegmentTimeline><!-- grows -->");
        assertThat(growing).contains("<S t=\"0\" d=\"1000\" r=\"" + (SECONDS - 1) + "\"/>");
        Path file = title.resolve("manifest.mpd");
        Files.writeString(file, growing.replaceAll("r=\"\\d+\"", "r=\"0\""));
        CompletableFuture<Void> growth = CompletableFuture.runAsync(() -> grow(file, growing, whole));
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result = watch(server, "live", "{\"isLive\": true, \"seeks\": []}");
            growth.join();
            assertThat(result.get("messages")).isEmpty();
            assertThat(result.get("joined").asDouble()).isLessThan(SECONDS - 2);
            assertThat(result.get("last").asText()).isEqualTo(digests.get(FRAMES - 1));
        }
    }

    private static void grow(Path file, String growing, String whole) {
        try {
            for (int repeats = 1; repeats < SECONDS; repeats++) {
                Thread.sleep(1000);
                Files.writeString(file, growing.replaceAll("r=\"\\d+\"", "r=\"" + repeats + "\""));
            }
            Thread.sleep(1000);
            Files.writeString(file, whole);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** In H.264 and with sound in AAC, written by FFmpeg while it is played; joined later than it began. */
    @Tag("nightly")
    @Test
    void aLiveTitleOfFfmpeg() throws Exception {
        List<Object> command = new ArrayList<>(List.of("-nostdin", "-re", "-i", source, "-f", "lavfi", "-re"));
        command.addAll(List.of("-i", "sine=duration=" + SECONDS, "-map", "0:v", "-map", "1:a", "-c:v", "libopenh264"));
        command.addAll(List.of("-g", "25", "-c:a", "aac", "-seg_duration", "1", "-window_size", "4", "-f", "dash"));
        command.add(title.resolve("manifest.mpd"));
        PlayerFiles.write(title);
        CompletableFuture<Void> encoding = PlayServersTest.run(FfmpegTool.ffmpeg(), command);
        while (Files.notExists(title.resolve("chunk-stream0-00003.m4s")) && !encoding.isDone()) {
            Thread.sleep(20);
        }
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result = watch(server, "live-ffmpeg", "{\"isLive\": true, \"seeks\": [], \"appendMs\": 100}");
            encoding.join();
            assertThat(result.get("isStock").asBoolean()).isTrue();
            assertThat(result.get("joined").asDouble()).isGreaterThanOrEqualTo(1);
            assertThat(result.get("end").asDouble()).isBetween(SECONDS - 0.5, SECONDS + 0.5);
        }
    }

    @Test
    void aSteeringServerThatChangesItsMind() throws Exception {
        Path steering = Files.writeString(scratch.resolve("steering.json"), steering("b", "a"));
        try (TitleServer a = new TitleServer(title, title);
                TitleServer b = new TitleServer(title, title);
                TitleServer steers = new TitleServer(scratch, scratch)) {
            pack(
                    title,
                    "--ladder",
                    "lossless",
                    "--base-url",
                    "a=" + a.origin() + "/",
                    "--base-url",
                    "b=" + b.origin() + "/",
                    "--steering",
                    steers.origin() + "/steering.json");
            JsonNode result = watch(a, "steered", "{\"rate\": 4, \"seeks\": []}");
            assertThat(result.get("edges")).extracting(JsonNode::asText).containsOnly("b");
            Files.writeString(steering, steering("a", "b"));
            assertThat(watch(a, "steered", "{\"rate\": 4, \"seeks\": []}").get("edges"))
                    .extracting(JsonNode::asText)
                    .containsOnly("a");
        }
    }

    private static String steering(String first, String second) {
        return "{\"VERSION\":1,\"TTL\":1,\"PATHWAY-PRIORITY\":[\"" + first + "\",\"" + second + "\"]}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"vtt", "wvtt"})
    void textAndThumbnails(String format) throws Exception {
        Path text = Files.writeString(folder.resolve("text.srt"), """
                1
                00:00:00,500 --> 00:00:01,500
                One <b>bold</b>

                2
                00:00:01,800 --> 00:00:03,300
                Two
                """);
        pack(title, "--ladder", "lossless", "--text", text + ":en", "--text-format", format, "--thumbnails");
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result = watch(server, format, "{\"text\": 1, \"rate\": 4, \"seeks\": []}");
            assertThat(result.get("messages")).isEmpty();
            assertThat(result.get("words")).extracting(JsonNode::asText).containsOnly("", "One bold", "Two");
            assertThat(result.get("preview").asText()).contains("thumbnails/", "1.jpg");
        }
    }

    @Test
    void goesOnInH264WhereOurDecoderIsTooSlow() throws Exception {
        Path tone = Files.write(folder.resolve("tone.wav"), PackageCommandTest.wave(FRAMES * 1920));
        pack(title, "--ladder", ladder, "--audio", tone);
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result = watch(server, "stock", "{\"isSlow\": true, \"rate\": 4, \"seeks\": [2.5]}");
            assertThat(result.get("messages")).isEmpty();
            assertThat(result.get("isStock").asBoolean()).isTrue();
            assertThat(result.get("end").asDouble()).isBetween(SECONDS - 0.1, SECONDS + 0.1);
        }
    }

    @Test
    void keysTouchAndNames() throws Exception {
        Path tone = Files.write(folder.resolve("tone.wav"), PackageCommandTest.wave(FRAMES * 1920));
        Path text = Files.writeString(folder.resolve("text.vtt"), "WEBVTT\n\n00:01.000 --> 00:05.000\nWords\n");
        Path rungs = Files.writeString(folder.resolve("rungs.yaml"), """
                rungs:
                  - {id: near, max-error: 40}
                  - {id: exact, lossless: true}
                """);
        pack(title, "--ladder", rungs, "--audio", tone, "--text", text + ":en");
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode result =
                    players.run("handling.mjs", server.origin() + "/index.html", Players.screenshot("rundelta-phone"));
            JsonNode keys = result.get("keys").get("found");
            assertThat(keys.get("5").get("time").asDouble()).isEqualTo(3);
            assertThat(keys.get(".").get("time").asDouble()).isEqualTo(3.04);
            assertThat(keys.get(",").get("time").asDouble()).isBetween(3.0, 3.04);
            assertThat(keys.get("ArrowLeft").get("time").asDouble()).isZero();
            assertThat(keys.get("End").get("time").asDouble()).isEqualTo(SECONDS);
            assertThat(keys.get("Home").get("time").asDouble()).isZero();
            assertThat(keys.get(">").get("rate").asDouble()).isEqualTo(1.25);
            assertThat(keys.get("m").get("muted").asBoolean()).isTrue();
            assertThat(keys.get("c").get("text").asText()).isEqualTo("1");
            assertThat(keys.get("r").get("loops").asBoolean()).isTrue();
            assertThat(keys.get("i").get("figures").asBoolean()).isTrue();
            assertThat(keys.get(" ").get("paused").asBoolean()).isFalse();
            assertThat(result.get("keys").get("names")).allMatch(count -> count.asInt() == 1);
            JsonNode touch = result.get("touch");
            assertThat(touch.get("shown").get("quiet").asBoolean()).isFalse();
            assertThat(touch.get("shown").get("paused").asBoolean()).isFalse();
            assertThat(touch.get("stopped").get("paused").asBoolean()).isTrue();
            assertThat(touch.get("sought").get("time").asDouble()).isBetween(2.0, 4.0);
            assertThat(touch.get("isWide").asBoolean()).isFalse();
        }
    }
}
