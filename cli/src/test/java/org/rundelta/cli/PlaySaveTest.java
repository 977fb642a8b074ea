package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code play --save} writes, as FFmpeg and our own decoder see it. */
class PlaySaveTest {
    private static final int SECONDS = 10;
    private static final int FRAMES = 25 * SECONDS;

    @TempDir
    private static Path folder;

    @TempDir
    private Path output;

    private static Path trace;

    /** A network that comes and goes, so that rungs change. */
    @BeforeAll
    static void draw() throws IOException {
        DrawnVideo.constantRate(96, 64, FRAMES).store(folder.resolve("clip.mkv"));
        Files.write(folder.resolve("tone.wav"), PackageCommandTest.wave(SECONDS * 48_000));
        trace = Files.writeString(
                folder.resolve("trace.csv"), "duration_ms,bandwidth_kbps,latency_ms\n3000,2000,5\n3000,50,5\n");
    }

    private static Path title(String name, String rungs, Object... options) throws IOException {
        Path title = folder.resolve(name);
        Path ladder = Files.writeString(folder.resolve(name + ".yaml"), "rungs:\n" + rungs);
        List<Object> command = new ArrayList<>(List.of("package", folder.resolve("clip.mkv"), "--ladder", ladder));
        command.addAll(List.of("--segment", 1, "--audio", folder.resolve("tone.wav"), "-o", title));
        command.addAll(List.of(options));
        CommandRun.of(command.toArray()).assertDone();
        return title.resolve("manifest.mpd");
    }

    /** With the rung changed at least twice. */
    private Path save(Path manifest) throws IOException {
        Path movie = output.resolve("played.mp4");
        List<Object> command = new ArrayList<>(List.of("play", manifest, "--fast", "--json", "--trace", trace));
        command.addAll(List.of("--abr", "throughput", "--buffer", 4, "--no-replace", "--save", movie));
        JsonNode report = CommandRun.of(command.toArray()).assertDone().json();
        assertThat(report.get("switches").asInt()).isGreaterThan(1);
        assertThat(filesOf(output)).containsExactly(movie);
        return movie;
    }

    private static List<Path> filesOf(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--segment-names time", "--profile on-demand"})
    void ffmpegDecodesAllFramesOfBothSizes(String layout) throws IOException, InterruptedException {
        String rungs = """
                  - {id: low, size: 48x32, quality: 30, codec: h264}
                  - {id: high, quality: 70, codec: h264}
                """;
        Path movie = save(title("h264 " + layout, rungs, (Object[]) layout.split(" ", -1)));
        String probe = FfmpegTool.ffprobe();
        assertThat(FfmpegTool.run(
                        probe,
                        "-count_frames",
                        "-show_entries",
                        "stream=nb_read_frames,codec_name",
                        "-of",
                        "csv=p=0",
                        "-select_streams",
                        "v",
                        movie))
                .isEqualTo("h264," + FRAMES);
        assertThat(FfmpegTool.run(
                                probe,
                                "-select_streams",
                                "v",
                                "-show_entries",
                                "frame=width,height",
                                "-of",
                                "csv=p=0",
                                movie)
                        .lines())
                .hasSize(FRAMES)
                .contains("48,32", "96,64")
                .containsOnly("48,32", "96,64");
        for (String kind : List.of("v", "a")) {
            String[] times = FfmpegTool.run(
                            probe, "-select_streams", kind, "-show_entries", "frame=pts_time", "-of", "csv=p=0", movie)
                    .replace(",", "")
                    .split("\n", -1);
            assertThat(Double.parseDouble(times[0])).as(kind).isBetween(-0.03, 0.001);
            assertThat(Double.parseDouble(times[times.length - 1])).as(kind).isBetween(SECONDS - 0.1, (double) SECONDS);
        }
        assertThat(FfmpegTool.run(FfmpegTool.ffmpeg(), "-xerror", "-i", movie, "-f", "null", "-"))
                .isEmpty();
    }

    @Test
    void ourDecoderReadsRungsOfOneSize() throws IOException {
        String rungs = """
                  - {id: low, max-error: 40}
                  - {id: exact, lossless: true}
                """;
        Path movie = save(title("rdv1", rungs));
        JsonNode report = CommandRun.of("decode", movie, "--json").assertDone().json();
        assertThat(report.get("frames").asInt()).isEqualTo(FRAMES);
        JsonNode match = CommandRun.of("decode", movie, "--verify", folder.resolve("clip.mkv"), "--json")
                .assertDone()
                .json();
        assertThat(match.get("identicalFrames").asInt()).isBetween(25, FRAMES);
        assertThat(match.get("maxError").asInt()).isBetween(0, 40);
    }
}
