package org.rundelta.packager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rundelta.codec.Effort;
import org.rundelta.dash.Representation;
import org.rundelta.ffmpeg.FfmpegInput;
import org.rundelta.ffmpeg.FfmpegSource;
import org.rundelta.ffmpeg.Tool;
import org.rundelta.packager.PackagedTitle.Shown;

/** Titles of what FFmpeg makes, and what ffprobe makes of the titles. */
class PackagedInputsTest {
    private static final Ladder LADDER = new Ladder(List.of(
            new Rung(
                    "thumb",
                    new Fidelity.MaxError(8),
                    new OutputSize.Scaled(new BigDecimal("0.5")),
                    new FrameRate(10, 1),
                    Rung.DEFAULT_CODEC),
            Rung.lossless("exact")));

    @TempDir
    private Path folder;

    static Stream<Arguments> inputs() {
        String pattern = "-f lavfi -i testsrc2=size=%s:rate=%s:duration=3 ";
        return Stream.of(
                Arguments.of("bframes.mp4", String.format(pattern, "96x64", "30000/1001") + "-c:v libx264 -bf 3 -g 15"),
                Arguments.of(
                        "sound.mp4",
                        "-f lavfi -i sine=duration=3 " + String.format(pattern, "96x64", "25")
                                + "-map 1 -map 0 -c:v libx264 -g 10 -c:a aac"),
                Arguments.of("raw.h264", String.format(pattern, "96x64", "25") + "-c:v libx264 -bf 2 -g 10"),
                Arguments.of(
                        "gaps.mkv",
                        String.format(pattern, "96x64", "30")
                                + "-vf select='lt(n,9)+eq(n,70)+gt(n,85)' -fps_mode vfr -c:v libx264 -g 8"),
                Arguments.of(
                        "quadratic.mp4",
                        String.format(pattern, "97x65", "30")
                                + "-vf setpts='N*N*70' -fps_mode vfr -enc_time_base 1/90000 -c:v libx264 -pix_fmt"
                                + " yuv444p"),
                Arguments.of("odd.mkv", String.format(pattern, "1281x719", "5") + "-frames:v 4 -c:v ffv1"),
                Arguments.of("one.mkv", String.format(pattern, "96x64", "25") + "-frames:v 1 -c:v ffv1"),
                Arguments.of(
                        "dot.mkv", String.format(pattern, "32x32", "25") + "-vf scale=1:1 -c:v ffv1 -pix_fmt bgr0"),
                Arguments.of("still.png", String.format(pattern, "31x17", "25") + "-frames:v 1"),
                Arguments.of("anim.gif", String.format(pattern, "48x32", "25") + "-frames:v 40"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void titleShowsWhatTheInputShows(String name, String command) throws Exception {
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" ", -1)));
        words.add(name);
        Tool.ffmpeg(folder, words.toArray(String[]::new));
        String file = folder.resolve(name).toString();
        Path output = folder.resolve("title");
        PackageOptions options = new PackageOptions(output, LADDER, Duration.ofMillis(500), Effort.BALANCED, 2);
        Packager.run(new FfmpegInput(file), options, PackageListener.NONE);

        PackagedTitle title = new PackagedTitle(output).assertComplete();
        List<Shown> source = PackagedTitle.read(FfmpegSource.open(file));
        assertThat(title.decode(title.representation("exact"))).isEqualTo(source);
        assertThat(title.segments(title.representation("thumb")))
                .isEqualTo(title.segments(title.representation("exact")));
        assertProbed(title, source);
    }

    /** A foreign demuxer finds every frame at its time. */
    private void assertProbed(PackagedTitle title, List<Shown> source) throws Exception {
        Representation exact = title.representation("exact");
        List<Path> files = new ArrayList<>(List.of(title.initialization(exact)));
        files.addAll(title.media(exact));
        try (OutputStream whole = Files.newOutputStream(folder.resolve("whole.mp4"))) {
            for (Path part : files) {
                Files.copy(part, whole);
            }
        }
        List<String> lines = Tool.ffprobe(
                folder, "-v", "fatal", "-show_entries", "packet=pts,duration", "-of", "csv=p=0", "whole.mp4");
        assertThat(lines)
                .isEqualTo(source.stream()
                        .map(frame -> frame.time() + "," + frame.duration())
                        .toList());
    }
}
