package org.rundelta.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB555BE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.rundelta.codec.Picture;
import org.rundelta.compare.Clip;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparedCodec;
import org.rundelta.compare.Comparison;
import org.rundelta.compare.ComparisonListener;
import org.rundelta.compare.ComparisonRow;
import org.rundelta.packager.VideoInfo;

class FfmpegCodecsTest {
    private static final int WIDTH = 67;
    private static final int HEIGHT = 35;
    private static final int FRAMES = 7;
    private static final Duration THREE_FRAMES = Duration.ofMillis(300);

    @Test
    void everyCodecOfTheTableIsLosslessOrNotInThisBuild() throws Exception {
        ClipComparison comparison = compare(FfmpegCodecs.all());
        assertThat(comparison.skipped())
                .allSatisfy(codec -> assertThat(codec.reason()).startsWith("this build of FFmpeg has no encoder"));
        assertThat(comparison.rows()).hasSizeGreaterThan(10).allSatisfy(row -> {
            assertThat(row.lossless()).as(row.codec()).isTrue();
            assertThat(row.quality().psnr()).isInfinite();
            assertThat(row.frames()).isEqualTo(FRAMES);
            assertThat(row.frameBytes()).hasSize(FRAMES);
            assertThat(row.frameBytes().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(row.bytes());
        });
    }

    @Test
    void keyframesAreWhereTheyWereAskedFor() throws Exception {
        List<ComparedCodec> delta = FfmpegCodecs.all().stream()
                .filter(codec -> codec.name().matches("qtrle|zmbv.*|flashsv|ffv1"))
                .toList();
        assertThat(compare(delta).rows())
                .hasSize(delta.size())
                .allSatisfy(row -> assertThat(row.keyframes()).as(row.codec()).isEqualTo(3));
    }

    @Test
    void lossIsReported() throws Exception {
        ComparisonRow row = compare(List.of(new FfmpegCodec("coarse", "qtrle", AV_PIX_FMT_RGB555BE, Map.of())))
                .rows()
                .get(0);
        assertThat(row.lossless()).isFalse();
        assertThat(row.quality().identicalFrames()).isZero();
        assertThat(row.quality().maxError()).isPositive();
        assertThat(row.quality().psnr()).isBetween(5.0, 60.0);
        assertThat(row.quality().ssim()).isLessThan(1);
    }

    @Test
    void whatCannotTakePartIsSkippedWithAWord() throws Exception {
        ClipComparison comparison = compare(List.of(
                new FfmpegCodec("missing", "nonesuch", AV_PIX_FMT_RGB24, Map.of()),
                new FfmpegCodec("misspelt", "png", AV_PIX_FMT_RGB24, Map.of("prediction", "mixed"))));
        assertThat(comparison.rows()).isEmpty();
        assertThat(comparison.skipped())
                .extracting(ClipComparison.Skipped::reason)
                .containsExactly(
                        "this build of FFmpeg has no encoder nonesuch",
                        "the encoder png does not know the option prediction");
    }

    private static ClipComparison compare(List<ComparedCodec> codecs) throws InterruptedException {
        ComparisonListener deaf = new ComparisonListener() {
            @Override
            public void started(String codec, int run) {
                // not shown
            }

            @Override
            public void passDone() {
                // not shown
            }
        };
        return Comparison.run(clip(), codecs, 1, THREE_FRAMES, deaf);
    }

    /** Noise that changes in part from frame to frame, ten frames a second. */
    private static Clip clip() {
        RandomGenerator random = new SplittableRandom(7);
        List<Picture> pictures = new ArrayList<>();
        int[] pixels = random.ints((long) WIDTH * HEIGHT, 0, 1 << 24).toArray();
        for (int i = 0; i < FRAMES; i++) {
            pixels[random.nextInt(pixels.length)] ^= 0x010203;
            pictures.add(new Picture(WIDTH, HEIGHT, WIDTH, pixels.clone()));
        }
        return new Clip("noise", new VideoInfo(WIDTH, HEIGHT, 10, 10, 1, FRAMES, 8, false), pictures, FRAMES);
    }
}
