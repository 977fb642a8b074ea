package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.codec.Picture;
import org.rundelta.packager.Frame;
import org.rundelta.packager.FrameSink;
import org.rundelta.packager.SourceIndex;
import org.rundelta.packager.VideoInfo;

class FfmpegSourceTest {
    private static final String PATTERN = "testsrc2=size=%s:rate=%s:duration=2";

    @TempDir
    Path folder;

    /** A clip, how to make it, and what is expected of it. */
    private record Clip(String name, String size, String rate, String settings, boolean seekable, boolean rgb) {
        String[] command() {
            List<String> command =
                    new ArrayList<>(List.of("-f", "lavfi", "-i", String.format(PATTERN, size, rate), "-bitexact"));
            command.addAll(Arrays.asList(settings.split(" ", -1)));
            command.add(name);
            return command.toArray(String[]::new);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Clip> clips() {
        return Stream.of(
                clip("rgb.mkv", "96x64", "30", "-c:v libx264rgb -qp 0 -g 12", true, true),
                clip("ffv1.mkv", "97x65", "25", "-c:v ffv1 -pix_fmt bgr0 -g 1", true, true),
                clip("bframes.mp4", "96x64", "30000/1001", "-c:v libx264 -bf 3 -g 15", true, false),
                clip("opengop.mp4", "96x64", "25", "-c:v libx264 -bf 2 -g 10 -x264-params open-gop=1", true, false),
                clip(
                        "vfr.mkv",
                        "96x64",
                        "30",
                        "-vf select='not(mod(n,3))+lt(n,9)' -fps_mode vfr -c:v libx264 -g 8",
                        true,
                        false),
                clip(
                        "vfr.mp4",
                        "96x64",
                        "30",
                        "-vf setpts='N*N*70' -fps_mode vfr -enc_time_base 1/90000 -c:v libx264",
                        true,
                        false),
                clip("ten.mkv", "96x64", "24", "-c:v ffv1 -pix_fmt yuv420p10le", true, false),
                clip("full.mkv", "96x64", "24", "-c:v mjpeg -pix_fmt yuvj444p -color_range pc", true, false),
                clip("bt709.mp4", "96x64", "24", "-c:v libx264 -colorspace bt709 -color_range tv", true, false),
                clip("stream.ts", "96x64", "25", "-c:v libx264 -bf 2 -g 10", true, false),
                clip("mpeg2.ts", "96x64", "25", "-c:v mpeg2video -bf 2 -g 10", true, false),
                clip("video.flv", "96x64", "25", "-c:v flv1 -g 10", true, false),
                clip("video.avi", "96x64", "25", "-c:v zmbv -pix_fmt bgr0 -g 10", true, true),
                clip("qtrle.mov", "96x64", "25", "-c:v qtrle -pix_fmt rgb24 -g 10", true, true),
                clip("video.webm", "96x64", "25", "-c:v libvpx-vp9 -b:v 200k -g 10 -deadline realtime", true, false),
                clip("fragmented.mp4", "96x64", "25", "-c:v libx264 -g 10 -movflags frag_keyframe", true, false),
                clip("raw.h264", "96x64", "25", "-c:v libx264 -bf 2 -g 10", false, false),
                clip("video.y4m", "96x64", "30000/1001", "-pix_fmt yuv444p", false, false),
                clip("anim.gif", "96x64", "25", "-frames:v 20", false, true),
                clip("anim.apng", "96x64", "25", "-frames:v 20", false, true),
                clip("still.png", "1281x719", "25", "-frames:v 1", false, true),
                clip("alpha.png", "33x7", "25", "-frames:v 1 -pix_fmt rgba", false, true),
                clip("palette.mkv", "64x48", "25", "-c:v png -pix_fmt pal8", true, true),
                clip("tiny.mkv", "32x32", "25", "-vf scale=1:1 -c:v ffv1 -pix_fmt bgr0", true, true),
                clip("grey.mkv", "31x17", "25", "-c:v ffv1 -pix_fmt gray", true, true));
    }

    private static Clip clip(String name, String size, String rate, String settings, boolean seekable, boolean rgb) {
        return new Clip(name, size, rate, settings, seekable, rgb);
    }

    @ParameterizedTest
    @MethodSource("clips")
    void readsWhatFfmpegReads(Clip clip) throws Exception {
        Tool.ffmpeg(folder, clip.command());
        String input = folder.resolve(clip.name()).toString();
        List<Seen> seen = readAll(input);
        assertTimesAsProbed(clip.name(), input, seen);
        if (clip.rgb()) {
            assertThat(seen.stream().map(Seen::pixels).toList()).isEqualTo(rawPixels(clip.name(), seen.get(0)));
        }
        SourceIndex index = FfmpegSource.index(input);
        assertThat(index.seekable()).isEqualTo(clip.seekable());
        Seen last = seen.get(seen.size() - 1);
        assertThat(index.endTime()).isEqualTo(last.time() + last.duration());
        for (long seekPoint : index.seekPoints()) {
            assertThat(seen).anyMatch(frame -> frame.time() == seekPoint);
        }
        assertSkippingChangesNothing(input, index, seen);
    }

    /** What an edit list cuts off, here the first frames of a GOP, is decoded but not shown. */
    @Test
    void anEditListIsHeeded() throws Exception {
        Tool.ffmpeg(
                folder,
                clip("whole.mp4", "96x64", "25", "-c:v mpeg4 -bf 2 -g 10", true, false)
                        .command());
        Tool.ffmpeg(folder, "-ss", "0.56", "-i", "whole.mp4", "-c", "copy", "cut.mp4");
        List<Seen> whole = readAll(folder.resolve("whole.mp4").toString());
        String input = folder.resolve("cut.mp4").toString();
        List<Seen> seen = readAll(input);
        assertThat(seen.get(0).time()).isZero();
        assertThat(seen)
                .extracting(Seen::pixels)
                .isEqualTo(whole.stream().skip(14).map(Seen::pixels).toList());
        assertSkippingChangesNothing(input, FfmpegSource.index(input), seen);
    }

    private void assertTimesAsProbed(String name, String input, List<Seen> seen) throws Exception {
        List<String> lines = Tool.ffprobe(
                folder, "-select_streams", "v", "-show_entries", "frame=best_effort_timestamp", "-of", "csv=p=0", name);
        assertThat(seen)
                .hasSameSizeAs(lines.stream().filter(line -> !line.isBlank()).toList());
        String[] base = Tool.ffprobe(folder, "-show_entries", "stream=time_base", "-of", "csv=p=0", name)
                .get(0)
                .replace(",", "")
                .split("/", -1);
        if (lines.get(0).startsWith("N/A")) {
            return;
        }
        long origin = Long.parseLong(lines.get(0).replace(",", ""));
        for (int i = 0; i < seen.size(); i++) {
            long timestamp = Long.parseLong(lines.get(i).replace(",", "")) - origin;
            assertThat(seen.get(i).time() * Long.parseLong(base[1]))
                    .as("frame %d of %s", i, input)
                    .isEqualTo(timestamp * Long.parseLong(base[0]) * timescale(input));
        }
    }

    private static void assertSkippingChangesNothing(String input, SourceIndex index, List<Seen> seen)
            throws IOException {
        Random random = new Random(7);
        long end = seen.get(seen.size() - 1).time();
        for (int round = 0; round < 6; round++) {
            try (FfmpegSource source = FfmpegSource.open(input, Optional.of(index), 1)) {
                for (int skip = 0; skip < 6; skip++) {
                    long target = skip == 3 ? end + 1 : (long) (random.nextDouble() * (end + 1));
                    source.skipTo(target);
                    for (int i = 0; i <= skip; i++) {
                        assertThat(Optional.ofNullable(source.next()).map(Seen::of))
                                .isEqualTo(from(target, seen, i));
                    }
                }
            }
        }
    }

    private static Optional<Seen> from(long time, List<Seen> seen, int count) {
        return seen.stream().filter(s -> s.time() >= time).skip(count).findFirst();
    }

    private static long timescale(String input) throws IOException {
        try (FfmpegSource source = FfmpegSource.open(input)) {
            return source.video().timescale();
        }
    }

    /** A frame boiled down to what can be compared. */
    private record Seen(long time, long duration, int width, int height, int pixels) {
        static Seen of(Frame frame) {
            Picture picture = frame.picture();
            int hash = 1;
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    hash = 31 * hash + picture.pixels()[y * picture.stride() + x];
                }
            }
            return new Seen(frame.time(), frame.duration(), picture.width(), picture.height(), hash);
        }
    }

    private static List<Seen> readAll(String input) throws IOException {
        List<Seen> seen = new ArrayList<>();
        try (FfmpegSource source = FfmpegSource.open(input)) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                seen.add(Seen.of(frame));
            }
        }
        return seen;
    }

    private List<Integer> rawPixels(String name, Seen shape) throws Exception {
        byte[] raw =
                Tool.ffmpeg(folder, "-i", name, "-f", "rawvideo", "-pix_fmt", "bgr0", "-fps_mode", "passthrough", "-");
        ByteBuffer pixels = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> hashes = new ArrayList<>();
        while (pixels.hasRemaining()) {
            int hash = 1;
            for (int i = 0; i < shape.width() * shape.height(); i++) {
                hash = 31 * hash + (pixels.getInt() & 0xFFFFFF);
            }
            hashes.add(hash);
        }
        return hashes;
    }

    @ParameterizedTest
    @CsvSource({"terminal.mkv, 300", "web.mkv, 300", "desktop.mkv, 300", "natural.mp4, 132"})
    void readsTheSharedClips(String name, int frames) throws Exception {
        Path clip = Path.of(System.getProperty("rundelta.shared", "shared"), "clips", name);
        assumeTrue(Files.exists(clip), clip + " is not here");
        SourceIndex index = FfmpegSource.index(clip.toString());
        assertThat(index.seekable()).isTrue();
        long lastTime = 0;
        int count = 0;
        Seen last = null;
        try (FfmpegSource source = FfmpegSource.open(clip.toString())) {
            for (Frame frame = source.next(); frame != null; frame = source.next()) {
                assertThat(frame.time()).isGreaterThanOrEqualTo(lastTime);
                lastTime = frame.time();
                count++;
                last = count == frames ? Seen.of(frame) : null;
            }
        }
        assertThat(count).isEqualTo(frames);
        try (FfmpegSource source = FfmpegSource.open(clip.toString(), Optional.of(index), 2)) {
            source.skipTo(lastTime);
            assertThat(Seen.of(source.next())).isEqualTo(last);
            assertThat(source.next()).isNull();
        }
    }

    @Test
    void closingTwiceDoesNoHarm() throws Exception {
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", "testsrc2=size=64x48:duration=0.2", "clip.mkv");
        FfmpegSource source = FfmpegSource.open(folder.resolve("clip.mkv").toString());
        source.next();
        source.close();
        source.close();
        FfmpegScaler scaler = new FfmpegScaler(8, 8, 4, 4);
        scaler.close();
        scaler.close();
        Path output = folder.resolve("copy.mkv");
        FrameSink sink = FfmpegSink.open(output, new VideoInfo(8, 8, 25, 25, 1, 0, 8, false));
        sink.write(new Picture(8, 8), 0, 1);
        sink.finish();
        sink.close();
        sink.close();
        assertThat(output).exists();
    }

    @Test
    void passesOverCoverArt() throws Exception {
        Tool.ffmpeg(
                folder,
                "-f",
                "lavfi",
                "-i",
                "sine=duration=1",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=64x64:duration=0.04",
                "-map",
                "0",
                "-map",
                "1",
                "-c:v",
                "png",
                "-disposition:v",
                "attached_pic",
                "song.m4a");
        assertThatThrownBy(() -> FfmpegSource.open(folder.resolve("song.m4a").toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no video track");
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "180", "270"})
    void turnsPicturesUpright(String degrees) throws Exception {
        Tool.ffmpeg(
                folder,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=48x32:duration=0.2",
                "-c:v",
                "qtrle",
                "-pix_fmt",
                "rgb24",
                "upright.mov");
        Tool.ffmpeg(folder, "-display_rotation", degrees, "-i", "upright.mov", "-c", "copy", "turned.mov");
        List<Seen> seen = readAll(folder.resolve("turned.mov").toString());
        assertThat(seen.get(0).width()).isEqualTo(degrees.equals("180") ? 48 : 32);
        assertThat(seen.stream().map(Seen::pixels).toList()).isEqualTo(rawPixels("turned.mov", seen.get(0)));
    }

    @Test
    void readsFoldersAndPatternsOfImages() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images [1]"));
        Tool.ffmpeg(images, "-f", "lavfi", "-i", "testsrc2=size=40x30:duration=0.4", "frame%04d.png");
        List<Seen> pattern = readAll(images.resolve("frame%04d.png").toString());
        assertThat(pattern).hasSize(10);
        assertThat(readAll(images.toString())).isEqualTo(pattern);
    }

    @Test
    void scalesToTheFirstSizeWhenItChanges() throws Exception {
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", "testsrc2=size=64x48:duration=0.4", "-c:v", "libx264", "a.h264");
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", "testsrc2=size=96x80:duration=0.4", "-c:v", "libx264", "b.h264");
        Path both = folder.resolve("both.h264");
        Files.copy(folder.resolve("a.h264"), both);
        Files.write(both, Files.readAllBytes(folder.resolve("b.h264")), StandardOpenOption.APPEND);
        assertThat(readAll(both.toString())).hasSize(20).allMatch(frame -> frame.width() == 64 && frame.height() == 48);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.mkv", "cut.mp4", "cut.ts", "cut.y4m", "cut.avi"})
    void saysWhereACutFileEnds(String name) throws Exception {
        Tool.ffmpeg(
                folder,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=96x64:duration=2",
                "-movflags",
                "faststart",
                "-g",
                "10",
                name);
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 7 / 10));
        assertThatThrownBy(() -> readAll(file.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("(?s).*" + name + ": at [01]\\.\\d{3} s .* failed \\(.*\\).*")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysWhereAShortFileEndsThatIsReadWholeWhenOpened() throws Exception {
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", "testsrc2=size=96x64:duration=1", "-c:v", "ffv1", "short.mkv");
        Path file = folder.resolve("short.mkv");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 7 / 10));
        for (ThrowingCallable reading :
                List.<ThrowingCallable>of(() -> readAll(file.toString()), () -> FfmpegSource.index(file.toString()))) {
            assertThatThrownBy(reading)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching(".*short.mkv: at 0\\.\\d{3} s .* failed \\(.*\\).*");
        }
    }

    @Test
    void explainsWhatCannotBeOpened() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a video");
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path bare = Files.createDirectory(folder.resolve("bare"));
        for (String input :
                List.of(text.toString(), empty.toString(), bare.toString(), folder + "/none.mp4", folder + "/%d.png")) {
            assertThatThrownBy(() -> FfmpegSource.open(input))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(input + ": ")
                    .hasMessageNotContaining("\n");
        }
    }

    /** What is behind the question mark of a signed URL lets everyone read it. */
    @Test
    void signaturesAreInNoMessage() {
        assertThatThrownBy(() -> FfmpegSource.open("http://127.0.0.1:9/film.mkv?signature=geheim"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("http://127.0.0.1:9/film.mkv: ")
                .hasMessageNotContaining("geheim");
    }
}
