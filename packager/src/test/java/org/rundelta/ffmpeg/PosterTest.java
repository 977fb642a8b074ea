package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.check.TitleCheck;
import org.rundelta.codec.Effort;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioOptions;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.LadderFile;
import org.rundelta.packager.MediaInput;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.PackageReport;
import org.rundelta.packager.Packager;

/** The poster of a video that is black for four of its six seconds, and of titles without. */
class PosterTest {
    @TempDir
    private static Path clips;

    @TempDir
    private Path folder;

    private Path title;

    @BeforeAll
    static void makeClip() throws Exception {
        Tool.ffmpeg(
                clips,
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=800x480:rate=5:duration=6,geq=r='r(X,Y)*gte(T,4)':g='g(X,Y)*gte(T,4)':b='b(X,Y)*gte(T,4)'",
                "-c:v",
                "ffv1",
                "clip.mkv");
        Tool.ffmpeg(clips, "-i", "clip.mkv", "-c:v", "libopenh264", "-g", "5", "coded.mp4");
    }

    @BeforeEach
    void place() {
        title = folder.resolve("title");
    }

    private PackageReport run(MediaInput input, Ladder ladder) throws Exception {
        AudioCodec audio = ladder == null ? AudioCodec.COPY : AudioCodec.AAC;
        PackageOptions options = new PackageOptions(title, ladder, Duration.ofSeconds(1), Effort.FAST, 2)
                .withAudio(new AudioOptions(AudioOptions.DEFAULT.choices(), List.of(audio), 0));
        PackageReport report = Packager.run(input, options, PackageListener.NONE);
        assertThat(TitleCheck.run(title).findings()).isEmpty();
        return report;
    }

    private static MediaInput input(String clip) {
        return new FfmpegInput(clips.resolve(clip).toString());
    }

    /** As standard input is. */
    private static MediaInput once(MediaInput input) {
        return (MediaInput) Proxy.newProxyInstance(
                PosterTest.class.getClassLoader(),
                new Class<?>[] {MediaInput.class},
                (proxy, method, arguments) ->
                        method.getName().equals("isRepeatable") ? false : method.invoke(input, arguments));
    }

    private Ladder ladder(String rungs) throws Exception {
        return LadderFile.read(Files.writeString(folder.resolve("ladder.yaml"), "rungs: [" + rungs + "]"));
    }

    private void assertShows() throws IOException {
        BufferedImage poster = ImageIO.read(title.resolve("poster.jpg").toFile());
        assertThat(poster.getWidth()).isEqualTo(640);
        assertThat(poster.getHeight()).isEqualTo(384);
        long bright = 0;
        for (int y = 0; y < poster.getHeight(); y++) {
            for (int x = 0; x < poster.getWidth(); x++) {
                bright += (poster.getRGB(x, y) >> 8 & 0xFF) > 100 ? 1 : 0;
            }
        }
        assertThat(bright).isGreaterThan(640 * 384 / 4);
    }

    @Test
    void isNotBlack() throws Exception {
        PackageReport report = run(input("clip.mkv"), Ladder.LOSSLESS);
        assertShows();
        assertThat(report.files()).isEqualTo(TitleCheck.run(title).files() + 2); // manifest and poster
    }

    @Test
    void comesFromTheInputWhereNothingIsEncodedByUs() throws Exception {
        run(input("coded.mp4"), null);
        assertShows();
        run(input("clip.mkv"), ladder("{id: plain, bitrate: 500k, codec: h264}"));
        assertShows();
    }

    @Test
    void comesFromTheTitleWhereTheInputCannotBeReadAgain() throws Exception {
        run(once(input("clip.mkv")), ladder("{id: small, scale: 0.1, lossless: true}, {id: large, lossless: true}"));
        assertShows();
    }

    @Test
    void ofATitleBeforeGoes() throws Exception {
        run(input("clip.mkv"), Ladder.LOSSLESS);
        run(once(input("clip.mkv")), ladder("{id: plain, quality: 60, codec: h264}"));
        assertThat(title.resolve("poster.jpg")).doesNotExist();
    }

    @Test
    void mayBeAPictureOfOnesOwn() throws Exception {
        run(input("clip.mkv"), Ladder.LOSSLESS);
        Files.writeString(title.resolve("poster.webp"), "mine");
        run(input("clip.mkv"), Ladder.LOSSLESS);
        assertThat(title.resolve("poster.webp")).hasContent("mine");
    }
}
