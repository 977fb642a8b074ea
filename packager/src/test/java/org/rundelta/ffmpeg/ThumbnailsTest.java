package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.check.TitleCheck;
import org.rundelta.codec.Effort;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Descriptor;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.Representation;
import org.rundelta.packager.AudioCodec;
import org.rundelta.packager.AudioOptions;
import org.rundelta.packager.Ladder;
import org.rundelta.packager.Layout;
import org.rundelta.packager.PackageListener;
import org.rundelta.packager.PackageOptions;
import org.rundelta.packager.PackageReport;
import org.rundelta.packager.Packager;
import org.rundelta.packager.Pathways;
import org.rundelta.packager.Rung;
import org.rundelta.packager.ThumbnailOptions;

/** Thumbnails of a video that gets brighter every second, with audio that is longer: 28 of them, in two tiles. */
class ThumbnailsTest {
    private static final int SECONDS = 27;
    private static final int THUMBNAILS = 28;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeClip() throws Exception {
        Tool.ffmpeg(
                folder,
                "-f",
                "lavfi",
                "-i",
                "color=size=64x48:rate=25:duration=27,format=yuv420p,geq=lum='16+8*floor(T)':cb=128:cr=128",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=27.5:sample_rate=48000",
                "-c:v",
                "mpeg4",
                "-g",
                "40",
                "clip.mkv");
        // keyframes where none of the thumbnails begins, for the same thumbnails without one
        Tool.ffmpeg(folder, "-i", "clip.mkv", "-c:v", "libopenh264", "-g", "30", "-c:a", "aac", "coded.mp4");
    }

    @ParameterizedTest
    @CsvSource({"clip.mkv, TIME", "clip.mkv, NUMBER", "clip.mkv, ON_DEMAND", "coded.mp4, TIME", "coded.mp4, ON_DEMAND"})
    void showWhatTheTitleShows(String clip, Layout layout) throws Exception {
        PackageOptions options = options(clip.equals("coded.mp4") ? null : Ladder.LOSSLESS, 2);
        PackageReport report = run(clip, options.withLayout(layout, Pathways.NONE));
        Mpd mpd = MpdReader.read(folder.resolve("title/manifest.mpd"));
        AdaptationSet set = mpd.periods().get(0).adaptationSets().get(2);
        assertThat(set.contentType()).isEqualTo("image");
        assertThat(set.mimeType()).isEqualTo("image/jpeg");
        Representation thumbnails = set.representations().get(0);
        assertThat(thumbnails.essentialProperties())
                .containsExactly(new Descriptor("http://dashif.org/guidelines/thumbnail_tile", "5x5"));
        assertThat(thumbnails.segmentTemplate().duration()).isEqualTo(25_000);
        List<String> tiles = thumbnails
                .segmentTemplate()
                .mediaUrls(thumbnails, mpd.durationOf(mpd.periods().get(0)));
        assertThat(tiles).hasSize(2);
        for (int i = 0; i < THUMBNAILS; i++) {
            BufferedImage tile = ImageIO.read(
                    folder.resolve("title").resolve(tiles.get(i / 25)).toFile());
            int x = i % 25 % 5 * WIDTH;
            int y = i % 25 / 5 * HEIGHT;
            // luma of limited range, in full range
            int expected = Math.min(i, SECONDS - 1) * 8 * 255 / 219;
            for (int corner = 2; corner < HEIGHT; corner += HEIGHT - 5) {
                int green = tile.getRGB(x + corner, y + corner) >> 8 & 0xFF;
                assertThat(green).as("thumbnail %d", i).isCloseTo(expected, within(4));
            }
        }
        assertThat(TitleCheck.run(folder.resolve("title")).findings()).isEmpty();
        assertThat(Tool.ffprobe(
                        folder.resolve("title"),
                        "-show_entries",
                        "stream=codec_name,width,height,pix_fmt",
                        "-of",
                        "csv=p=0",
                        tiles.get(1)))
                .containsExactly("mjpeg,320,240,yuvj420p");
        assertThat(report.representations().get(2).codec()).isEqualTo("jpeg");
        assertThat(report.representations().get(2).segments()).isEqualTo(2);
        assertThat(report.files())
                .isEqualTo(TitleCheck.run(folder.resolve("title")).files() + 2); // manifest and poster
    }

    @Test
    void bytesDoNotDependOnThreads() throws Exception {
        run("clip.mkv", options(Ladder.LOSSLESS, 1));
        byte[] one = Files.readAllBytes(folder.resolve("title/manifest.mpd"));
        run("clip.mkv", options(Ladder.LOSSLESS, 3));
        assertThat(folder.resolve("title/manifest.mpd")).hasBinaryContent(one);
    }

    @Test
    void nameGivesWayToARung() throws Exception {
        run("clip.mkv", options(new Ladder(List.of(Rung.lossless("Thumbnails"))), 2));
        assertThat(folder.resolve("title/thumbnails-2")).isDirectory();
    }

    @Test
    void oldTilesGoWithTheirTitle() throws Exception {
        run("clip.mkv", options(Ladder.LOSSLESS, 2).withThumbnails(new ThumbnailOptions(true, 5)));
        assertThat(folder.resolve("title/thumbnails")).isDirectory();
        run("clip.mkv", options(Ladder.LOSSLESS, 2).withThumbnails(ThumbnailOptions.NONE));
        assertThat(folder.resolve("title/thumbnails")).doesNotExist();
    }

    @Test
    void needAnInputThatCanBeReadTwice() {
        assertThatThrownBy(() -> run(new FfmpegInput("-"), options(Ladder.LOSSLESS, 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("-: thumbnails are made in a second reading, and standard input can be read only once; save"
                        + " it to a file or leave out --thumbnails");
    }

    private static PackageOptions options(Ladder ladder, int threads) {
        AudioOptions audio = new AudioOptions(
                AudioOptions.DEFAULT.choices(), List.of(ladder == null ? AudioCodec.COPY : AudioCodec.AAC), 0);
        return new PackageOptions(folder.resolve("title"), ladder, Duration.ofSeconds(5), Effort.FAST, threads)
                .withAudio(audio)
                .withThumbnails(new ThumbnailOptions(true, 0));
    }

    private static PackageReport run(String clip, PackageOptions options) throws Exception {
        return run(new FfmpegInput(folder.resolve(clip).toString()), options);
    }

    private static PackageReport run(FfmpegInput input, PackageOptions options) throws Exception {
        return Packager.run(input, options, PackageListener.NONE);
    }
}
