package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.packager.RundeltaSource;

/** Our own player in headless Chromium plays in real time, to the end, without a rebuffer, and shows no wrong frame. */
@Tag("browser")
@Tag("in-time")
class WebPlaybackTest {
    private static final int SECONDS = 16;
    private static final int FRAMES = 25 * SECONDS;
    private static final double FRAME = 0.04;

    /** The network slows down with the first of these segments, a second each, and is as before from the second on. */
    private static final int SLOW_FROM = 4;

    private static final int SLOW_UNTIL = 9;

    /** Many times what the best rung takes, whose initialization segment is large; and less than half of what it takes. */
    private static final int FAST_BYTES = 800_000;

    private static final int SLOW_BYTES = 8_000;

    /** A page that stands still for so long is on a machine that is too busy to tell anything. */
    private static final double LONGEST_GAP_MS = 300;

    /** A frame of the screen, and some. */
    private static final double TOLERANCE_S = 0.1;

    /** Of all frames, where the machine has time for them. */
    private static final double MOST_LATE = 0.01;

    private static final Path ROOT = Path.of(System.getProperty("rundelta.root"));
    private static final List<String> RUNGS = List.of("low", "middle", "exact");

    private static Players players;

    @TempDir
    private Path folder;

    @BeforeAll
    static void findPlayers() {
        players = Players.find();
    }

    @Test
    void goesDownAndUpWithTheNetwork() throws Exception {
        Path title = threeRungs(FRAMES);
        JsonNode played = play(title, WebPlaybackTest::bytesPerSecond, true);
        assertThat(played.get("shown").asInt() + played.get("dropped").asInt()).isEqualTo(FRAMES);
        Map<String, String> digests = digests(title);
        for (JsonNode frame : played.get("frames")) {
            long ms = Math.round(frame.get("time").asDouble() * 1000);
            assertThat(frame.get("digest").asText())
                    .as("%s", frame)
                    .isEqualTo(digests.get(frame.get("rung").asInt() + " " + ms));
        }
        List<Integer> rungs = switches(played);
        assertThat(rungs).startsWith(0).endsWith(2);
        assertThat(rungs.subList(rungs.indexOf(2), rungs.size()))
                .as("from the best rung on")
                .hasSizeGreaterThan(2);
    }

    private Path threeRungs(int frames) throws Exception {
        Path source = DrawnVideo.constantRate(320, 180, frames).store(folder.resolve("source.mkv"));
        Path ladder = Files.writeString(folder.resolve("ladder.yaml"), """
                rungs:
                  - {id: low, scale: 0.25, max-error: 40}
                  - {id: middle, scale: 0.5, max-error: 8}
                  - {id: exact, lossless: true}
                """);
        Path title = folder.resolve("title");
        CommandRun.of("package", source, "-o", title, "--ladder", ladder, "--segment", 1, "--player")
                .assertDone();
        return title;
    }

    /** All is buffered soon; what is too slow to decode is fetched anew in a lower rung, and pauses are worth it. */
    @Test
    void aSlowDecoderPausesSeldomAndTakesALowerRung() throws Exception {
        Path title = threeRungs(8 * 25);
        try (TitleServer server = new TitleServer(title, folder)) {
            JsonNode played = players.run("frames.mjs", server.origin() + "/index.html", "{\"slowMs\": 60}");
            assertThat(played.get("errors")).isEmpty();
            List<Integer> rungs = switches(played);
            assertThat(rungs).contains(2).endsWith(0);
            assertThat(played.get("frames"))
                    .filteredOn(frame -> frame.get("rung").asInt() > 0)
                    .hasSizeLessThan(5 * 25);
            assertThat(played.get("resumed")).isNotEmpty().allMatch(seconds -> seconds.asDouble() > 0.3);
        }
    }

    @Test
    void playsTheSampleInTime() throws Exception {
        playsInTime(ROOT.resolve(Path.of("samples", "terminal.mkv")), 240, "lossless");
    }

    /** Film takes the quality that a machine with nothing else to do decodes in time. */
    @Tag("nightly")
    @ParameterizedTest
    @CsvSource({"terminal.mkv, 300", "web.mkv, 300", "desktop.mkv, 300", "natural.mp4, 132"})
    void playsTheClipsInTime(String clip, int frames) throws Exception {
        Path source = Path.of(System.getProperty("rundelta.shared"), "clips", clip);
        assumeThat(source).as("skipped: no ../shared/clips beside the project").exists();
        Path film = Files.writeString(folder.resolve("ladder.yaml"), "rungs: [{id: film, bitrate: 2M}]");
        JsonNode played = playsInTime(source, frames, clip.equals("natural.mp4") ? film.toString() : "lossless");
        assumeThat(played.get("gapMs").asDouble())
                .as("skipped: this machine is too busy")
                .isLessThan(LONGEST_GAP_MS);
        assertThat(played.get("late").asInt() + played.get("dropped").asInt())
                .isLessThanOrEqualTo((int) (MOST_LATE * frames));
    }

    private JsonNode playsInTime(Path source, int frames, String ladder) throws Exception {
        Path title = folder.resolve("title");
        CommandRun.of("package", source, "-o", title, "--ladder", ladder, "--player")
                .assertDone();
        JsonNode played = play(title, path -> Integer.MAX_VALUE, false);
        double duration = played.get("duration").asDouble();
        assertThat(played.get("seconds").asDouble()).isBetween(duration - TOLERANCE_S, duration + 1);
        assertThat(played.get("shown").asInt() + played.get("dropped").asInt()).isEqualTo(frames);
        System.out.printf(
                "%s: of %d frames %s dropped, %s late; the page stood still for %s ms%n",
                source.getFileName(), frames, played.get("dropped"), played.get("late"), played.get("gapMs"));
        return played;
    }

    private JsonNode play(Path title, ToIntFunction<String> bytesPerSecond, boolean isRead) throws Exception {
        try (TitleServer server = new TitleServer(title, folder)) {
            server.holdBack(bytesPerSecond);
            String options = "{\"isRead\": " + isRead + "}";
            JsonNode played = players.run("frames.mjs", server.origin() + "/index.html", options);
            assertThat(played.get("errors")).isEmpty();
            if (played.get("gapMs").asDouble() > LONGEST_GAP_MS) {
                assumeThat(played.get("rebuffers").asInt())
                        .as("skipped: this machine is too busy")
                        .isZero();
            }
            assertThat(played.get("rebuffers").asInt()).isZero();
            return played;
        }
    }

    private static int bytesPerSecond(String path) {
        if (!path.endsWith(".m4s")) {
            return FAST_BYTES;
        }
        int second = Integer.parseInt(path.replaceFirst(".*/(\\d+)\\.m4s", "$1")) / 1000;
        return second >= SLOW_FROM && second < SLOW_UNTIL ? SLOW_BYTES : FAST_BYTES;
    }

    /** Of each frame of each rung, as decoded here, by number of the rung and time in ms. */
    private static Map<String, String> digests(Path title) throws Exception {
        Map<String, String> digests = new HashMap<>();
        for (int rung = 0; rung < RUNGS.size(); rung++) {
            try (RundeltaSource source = RundeltaSource.open(files(title.resolve(RUNGS.get(rung))))) {
                List<String> ofRung = WebPlayerTest.digests(source);
                for (int frame = 0; frame < ofRung.size(); frame++) {
                    digests.put(rung + " " + Math.round(1000 * FRAME * frame), ofRung.get(frame));
                }
            }
        }
        return digests;
    }

    /** The initialization segment of a rung, and its segments in order. */
    private static List<Path> files(Path rung) throws Exception {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> found = Files.walk(rung)) {
            Path init =
                    found.filter(file -> file.endsWith("init.mp4")).findFirst().orElseThrow();
            files.add(init);
            for (int second = 0; second < SECONDS; second++) {
                files.add(init.resolveSibling(1000 * second + ".m4s"));
            }
        }
        return files;
    }

    /** The rungs that were shown, one after the other. */
    private static List<Integer> switches(JsonNode played) {
        List<Integer> rungs = new ArrayList<>();
        for (JsonNode frame : played.get("frames")) {
            int rung = frame.get("rung").asInt();
            if (rungs.isEmpty() || rungs.get(rungs.size() - 1) != rung) {
                rungs.add(rung);
            }
        }
        return rungs;
    }
}
