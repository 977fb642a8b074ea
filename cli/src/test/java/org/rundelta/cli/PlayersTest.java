package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Titles as dash.js, Shaka Player and hls.js play them: they go where they are told to, play to the end without a
 * rebuffer while the quality changes, and have nothing to complain of. Screenshots are in
 * {@code target/players}.
 */
class PlayersTest {
    private static final int TRIES = 3;
    private static final int FRAMES = 200;
    private static final double FRAME = 0.04;
    private static final double SECONDS = FRAMES * FRAME;
    private static final String OPTIONS = "{\"switchEvery\": 4, \"largestWidth\": 640}";

    @TempDir
    private static Path folder;

    private static Players players;
    private static Path source;
    private static Path tone;

    @BeforeAll
    static void makeSource() throws Exception {
        players = Players.find();
        source = DrawnVideo.constantRate(640, 360, FRAMES).store(folder.resolve("source.mkv"));
        tone = Files.write(folder.resolve("tone.wav"), PackageCommandTest.wave(FRAMES * 1920));
    }

    @ParameterizedTest
    @CsvSource({"dashjs, manifest.mpd, h264", "shaka, manifest.mpd, h264", "hlsjs, master.m3u8, h264"})
    void playsToTheEnd(String player, String manifest, String codec) throws Exception {
        judge(player, manifest, codec, List.of());
    }

    @Tag("nightly")
    @ParameterizedTest
    @CsvSource({
        "shaka, master.m3u8, h264",
        "dashjs, manifest.mpd, vp9",
        "shaka, manifest.mpd, vp9",
        "hlsjs, master.m3u8, vp9",
        "shaka, master.m3u8, vp9",
        "dashjs, manifest.mpd, av1",
        "shaka, manifest.mpd, av1",
        "hlsjs, master.m3u8, av1",
        "shaka, master.m3u8, av1",
    })
    void playsEveryCodecWithAacAndOpus(String player, String manifest, String codec) throws Exception {
        judge(player, manifest, codec, List.of("--audio-codec", "aac,opus"));
    }

    /** Playing takes real time, which a busy machine may not have; what fails three times fails. */
    private static void judge(String player, String manifest, String codec, List<String> more) throws Exception {
        for (int left = TRIES - 1; ; left--) {
            try {
                judgeOnce(player, manifest, codec, more);
                return;
            } catch (AssertionError e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    private static void judgeOnce(String player, String manifest, String codec, List<String> more) throws Exception {
        Path screenshots = Files.createDirectories(Path.of("target", "players"));
        Path screenshot = screenshots.resolve(player + "-" + codec + "-" + manifest + ".png");
        JsonNode result = players.play(title(codec, more), player, manifest, OPTIONS, screenshot.toAbsolutePath());
        assertThat(result.get("failure")).as(result.toString()).isNull();
        assertThat(result.get("messages")).isEmpty();
        assertThat(result.get("failedRequests")).isEmpty();
        JsonNode seek = result.get("seek");
        assertThat(seek.get("errors")).isEmpty();
        for (JsonNode one : seek.get("seeks")) {
            double wanted = one.get("wanted").asDouble();
            assertThat(one.get("shown").asDouble()).isBetween(wanted - FRAME - 0.001, wanted + 0.001);
            assertThat(one.get("brightness").asDouble()).isGreaterThan(5);
        }
        JsonNode play = result.get("play");
        assertThat(play.get("errors")).isEmpty();
        assertThat(play.get("rebuffers").asInt()).isZero();
        assertThat(play.get("end").asDouble()).isBetween(SECONDS - FRAME, SECONDS + FRAME);
        assertThat(play.get("duration").asDouble()).isBetween(SECONDS - FRAME, SECONDS + FRAME);
        assertThat(play.get("sizes"))
                .extracting(JsonNode::asText)
                .contains("320x180", "640x360")
                .containsOnly("320x180", "640x360");
    }

    /** A title of two rungs, made once for each set of options. */
    private static Path title(String codec, List<String> more) throws IOException {
        Path title = folder.resolve("title-" + codec + more.size());
        if (!Files.exists(title)) {
            Path ladder = Files.writeString(folder.resolve(codec + ".yaml"), """
                    rungs:
                      - {id: low, size: 320x180, codec: %1$s, bitrate: 300k}
                      - {id: high, codec: %1$s, bitrate: 900k}
                    """.formatted(codec));
            List<Object> command = new ArrayList<>(List.of("package", source, "-o", title, "--ladder", ladder));
            command.addAll(List.of("--segment", "2", "--hls", "--audio", tone));
            command.addAll(more);
            CommandRun.of(command.toArray()).assertDone();
        }
        return title;
    }
}
