package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Titles as dash.js, Shaka Player and hls.js play them from {@code serve}: they go where they are told to, play to the end without a
 * rebuffer while the quality changes, show the text, find thumbnails and what is for trick play, and have nothing to
 * complain of. Screenshots are in {@code target/players}.
 */
@Tag("browser")
class PlayersTest {
    private static final int TRIES = 3;
    private static final int FRAMES = 200;
    private static final double FRAME = 0.04;
    private static final double SECONDS = FRAMES * FRAME;
    private static final String OPTIONS = "{\"switchEvery\": 4, \"largestWidth\": 640, \"language\": \"fi\"}";

    /** Over the border of two segments, at the same time, late, and beyond the end. */
    private static final String TEXT = """
            WEBVTT

            00:00.500 --> 00:03.000
            border

            00:01.000 --> 00:02.500
            <i>beside</i>

            00:04.000 --> 00:05.000
            alone

            00:07.400 --> 00:20.000
            late
            """;

    /** What dash.js says of the set for trick play, for which it has no use. */
    private static final String PASSED_OVER = "removed AdaptationSet (id: 1) with unsupported EssentialProperty";

    @TempDir
    private static Path folder;

    private static Players players;
    private static Edge edge;
    private static Path source;
    private static Path tone;
    private static Path text;
    private static Path other;

    /** What a title is made of, as the command line calls it. */
    private record Title(String codec, String layout, String audio, String text) {
        Title(String spec) {
            this(spec.split(" ", -1));
        }

        private Title(String[] spec) {
            this(spec[0], spec[1], spec[2], spec[3]);
        }

        String name() {
            return String.join("-", codec, layout, audio, text);
        }

        List<Object> options() {
            List<Object> options = new ArrayList<>(List.of("--codec", codec, "--audio-codec", audio));
            options.addAll(List.of("--text-format", text));
            options.addAll(
                    layout.equals("on-demand")
                            ? List.of("--profile", "on-demand")
                            : List.of("--segment-names", layout));
            return options;
        }
    }

    @BeforeAll
    static void makeSource() throws Exception {
        players = Players.find();
        source = DrawnVideo.constantRate(640, 360, FRAMES).store(folder.resolve("source.mkv"));
        tone = Files.write(folder.resolve("tone.wav"), PackageCommandTest.wave(FRAMES * 1920));
        text = Files.writeString(folder.resolve("text.vtt"), TEXT);
        other = Files.writeString(folder.resolve("other.srt"), "1\n00:00:00,000 --> 00:00:09,000\nother\n");
        Players.copyTo(folder);
        edge = Edge.serve(folder, folder);
    }

    @AfterAll
    static void end() {
        if (edge != null) {
            edge.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dashjs, manifest.mpd, h264 on-demand aac vtt",
        "shaka, manifest.mpd, h264 number opus wvtt",
        "hlsjs, master.m3u8, h264 time aac vtt"
    })
    void playsToTheEnd(String player, String manifest, String title) throws Exception {
        judge(player, manifest, new Title(title));
    }

    @Tag("nightly")
    @ParameterizedTest
    @MethodSource("everything")
    void playsEverything(String player, String manifest, Title title) throws Exception {
        judge(player, manifest, title);
    }

    static List<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (String codec : List.of("h264", "vp9", "av1")) {
            for (String layout : List.of("time", "number", "on-demand")) {
                for (String sound : List.of("aac vtt", "opus wvtt")) {
                    Title title = new Title(String.join(" ", codec, layout, sound));
                    all.add(Arguments.of("dashjs", "manifest.mpd", title));
                    all.add(Arguments.of("shaka", "manifest.mpd", title));
                    all.add(Arguments.of("hlsjs", "master.m3u8", title));
                    all.add(Arguments.of("shaka", "master.m3u8", title));
                }
            }
        }
        return all;
    }

    /** Playing takes real time, which a busy machine may not have; what fails three times fails. */
    private static void judge(String player, String manifest, Title title) throws Exception {
        for (int left = TRIES - 1; ; left--) {
            try {
                judgeOnce(player, manifest, title);
                return;
            } catch (AssertionError e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    private static void judgeOnce(String player, String manifest, Title title) throws Exception {
        Path screenshots = Files.createDirectories(Path.of("target", "players"));
        Path screenshot = screenshots.resolve(player + "-" + title.name() + "-" + manifest + ".png");
        String path = folder.relativize(made(title).resolve(manifest)).toString();
        JsonNode result = players.play(edge.url(), player, path, OPTIONS, screenshot.toAbsolutePath());
        assertThat(result.get("failure")).as(result.toString()).isNull();
        assertThat(result.get("messages"))
                .filteredOn(message -> !message.asText().contains(PASSED_OVER))
                .isEmpty();
        assertThat(result.get("failedRequests")).isEmpty();
        judgeSeeks(result.get("seek"));
        judgePlay(result.get("play"));
        boolean isDash = manifest.endsWith(".mpd");
        assertThat(result.get("seek").get("thumbnails"))
                .extracting(JsonNode::asInt)
                .isEqualTo(isDash ? List.of(0, 1, 2) : List.of());
        JsonNode trick = result.get("trick");
        assertThat(trick.path("errors")).isEmpty();
        if (isDash && !trick.isNull()) {
            assertThat(trick.get("sizes")).extracting(JsonNode::asText).contains("480x270");
        }
    }

    private static void judgeSeeks(JsonNode seek) {
        assertThat(seek.get("errors")).isEmpty();
        for (JsonNode one : seek.get("seeks")) {
            double wanted = one.get("wanted").asDouble();
            assertThat(one.get("shown").asDouble()).isBetween(wanted - FRAME - 0.001, wanted + 0.001);
            assertThat(one.get("brightness").asDouble()).isGreaterThan(5);
        }
        assertThat(seek.get("seeks"))
                .extracting(one -> one.get("text").asText())
                .containsExactly("alone", "late", "beside + border");
    }

    private static void judgePlay(JsonNode play) {
        assertThat(play.get("errors")).isEmpty();
        assertThat(play.get("rebuffers").asInt()).isZero();
        assertThat(play.get("end").asDouble()).isBetween(SECONDS - FRAME, SECONDS + FRAME);
        assertThat(play.get("duration").asDouble()).isBetween(SECONDS - FRAME, SECONDS + FRAME);
        assertThat(play.get("sizes"))
                .extracting(JsonNode::asText)
                .contains("320x180", "640x360")
                .containsOnly("320x180", "640x360");
        assertThat(play.get("texts"))
                .extracting(JsonNode::asText)
                .containsExactly("border", "beside + border", "border", "alone", "late");
        assertShown(play, "border", 0.5, 3);
        assertShown(play, "beside", 1, 2.5);
        assertShown(play, "alone", 4, 5);
        assertShown(play, "late", 7.4, SECONDS);
    }

    private static void assertShown(JsonNode play, String cue, double start, double end) {
        JsonNode times = play.get("times").get(cue);
        assertThat(times.get(0).asDouble()).as(cue).isBetween(start - 0.001, start + 0.001);
        assertThat(times.get(1).asDouble()).as(cue).isBetween(end - 0.001, end + FRAME);
    }

    /** A title of two rungs, made once. */
    private static Path made(Title title) throws IOException {
        Path made = folder.resolve(title.name());
        if (!Files.exists(made)) {
            Path ladder = Files.writeString(folder.resolve("ladder.yaml"), """
                    rungs:
                      - {id: low, size: 320x180, quality: 40}
                      - {id: high, quality: 60}
                    """);
            List<Object> command = new ArrayList<>(List.of("package", source, "-o", made, "--ladder", ladder));
            command.addAll(List.of("--segment", "2", "--hls", "--audio", tone, "--thumbnails", "--trick-play"));
            command.addAll(List.of("--text", other + ":en", "--text", text + ":fi:caption"));
            command.addAll(title.options());
            CommandRun.of(command.toArray()).assertDone();
        }
        return made;
    }
}
