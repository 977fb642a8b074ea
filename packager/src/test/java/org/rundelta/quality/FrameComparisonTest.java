package org.rundelta.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rundelta.codec.Picture;
import org.rundelta.ffmpeg.FfmpegSource;
import org.rundelta.ffmpeg.Tool;
import org.rundelta.packager.Frame;

class FrameComparisonTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "64x48, noise=alls=30:allf=t",
        "101x83, gblur=3",
        "96x64, drawbox=x=20:y=20:w=20:h=9:t=fill",
        "64x48, null"
    })
    void agreesWithTheFiltersOfFfmpeg(String size, String filter) throws Exception {
        String source = "testsrc2=size=" + size + ":duration=0.4,format=gbrp";
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", source, "-c:v", "ffv1", "a.mkv");
        Tool.ffmpeg(folder, "-i", "a.mkv", "-vf", filter, "-c:v", "ffv1", "-pix_fmt", "gbrp", "b.mkv");
        FrameComparison comparison = new FrameComparison();
        try (FfmpegSource a = FfmpegSource.open(folder.resolve("a.mkv").toString());
                FfmpegSource b = FfmpegSource.open(folder.resolve("b.mkv").toString())) {
            for (Frame frame = a.next(); frame != null; frame = a.next()) {
                comparison.add(frame.picture(), b.next().picture());
            }
        }
        assertThat(comparison.frames()).isEqualTo(10);
        assertThat(comparison.quality().ssim()).isCloseTo(mean("ssim", "lavfi.ssim.All"), within(2e-6));
        double meanSquaredError = mean("psnr", "lavfi.psnr.mse_avg");
        if (meanSquaredError == 0) {
            assertThat(comparison.quality().psnr()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(comparison.quality().identicalFrames()).isEqualTo(10);
        } else {
            assertThat(comparison.quality().psnr())
                    .isCloseTo(10 * Math.log10(255 * 255 / meanSquaredError), within(1e-4));
            assertThat(comparison.quality().identicalFrames()).isZero();
        }
    }

    /** FFmpeg's own luma differs by its rounding, so its filters are given ours, as grey pictures. */
    @ParameterizedTest
    @CsvSource({"64x48, noise=alls=30:allf=t", "101x83, gblur=3", "96x64, drawbox=x=20:y=20:w=20:h=9:t=fill"})
    void lumaAgreesWithTheFiltersOfFfmpeg(String size, String filter) throws Exception {
        String source = "testsrc2=size=" + size + ":duration=0.4,format=gbrp";
        Tool.ffmpeg(folder, "-f", "lavfi", "-i", source, "-c:v", "ffv1", "colour-a.mkv");
        Tool.ffmpeg(folder, "-i", "colour-a.mkv", "-vf", filter, "-c:v", "ffv1", "-pix_fmt", "gbrp", "colour-b.mkv");
        FrameComparison comparison = new FrameComparison();
        ByteArrayOutputStream greyA = new ByteArrayOutputStream();
        ByteArrayOutputStream greyB = new ByteArrayOutputStream();
        try (FfmpegSource a = FfmpegSource.open(folder.resolve("colour-a.mkv").toString());
                FfmpegSource b =
                        FfmpegSource.open(folder.resolve("colour-b.mkv").toString())) {
            for (Frame frame = a.next(); frame != null; frame = a.next()) {
                Picture copy = b.next().picture();
                comparison.add(frame.picture(), copy);
                addLuma(frame.picture(), greyA);
                addLuma(copy, greyB);
            }
        }
        grey("a", greyA, size);
        grey("b", greyB, size);
        Quality quality = comparison.quality();
        assertThat(quality.lumaSsim()).isCloseTo(mean("ssim", "lavfi.ssim.Y"), within(2e-6));
        double meanSquaredError = mean("psnr", "lavfi.psnr.mse.y");
        assertThat(quality.lumaPsnr()).isCloseTo(10 * Math.log10(255 * 255 / meanSquaredError), within(1e-4));
    }

    /** By the real weights of BT.709, which the whole ones are near to. */
    private static void addLuma(Picture picture, ByteArrayOutputStream bytes) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int colour = picture.pixels()[y * picture.stride() + x];
                double exact =
                        0.2126 * (colour >> 16 & 0xFF) + 0.7152 * (colour >> 8 & 0xFF) + 0.0722 * (colour & 0xFF);
                int luma = Luma.of(colour);
                assertThat(luma).isCloseTo((int) Math.round(exact), within(1));
                bytes.write(luma);
            }
        }
    }

    private void grey(String name, ByteArrayOutputStream bytes, String size) throws Exception {
        Files.write(folder.resolve(name + ".raw"), bytes.toByteArray());
        Tool.ffmpeg(
                folder,
                "-f",
                "rawvideo",
                "-pix_fmt",
                "gray",
                "-s",
                size,
                "-r",
                "25",
                "-i",
                name + ".raw",
                "-c:v",
                "ffv1",
                name + ".mkv");
    }

    private double mean(String filter, String key) throws Exception {
        byte[] output = Tool.ffmpeg(
                folder, "-i", "a.mkv", "-i", "b.mkv", "-lavfi", filter + ",metadata=print:file=-", "-f", "null", "-");
        return new String(output, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(key + "="))
                .mapToDouble(line -> Double.parseDouble(line.substring(key.length() + 1)))
                .average()
                .orElseThrow();
    }

    @Test
    void countsTheGreatestErrorOfAnyChannel() {
        Picture original = new Picture(20, 10);
        Picture copy = new Picture(20, 10);
        copy.pixels()[137] = 0x000700;
        FrameComparison comparison = new FrameComparison();
        comparison.add(original, original);
        comparison.add(original, copy);
        assertThat(comparison.quality().maxError()).isEqualTo(7);
        assertThat(comparison.quality().identicalFrames()).isEqualTo(1);
        assertThat(comparison.quality().identicalPixels()).isEqualTo(399 / 400.0);
        assertThat(comparison.quality().psnr()).isCloseTo(10 * Math.log10(255.0 * 255 * 1200 / 49), within(1e-9));
        // Luma 7 * 183 / 256 is 5
        assertThat(comparison.quality().lumaPsnr()).isCloseTo(10 * Math.log10(255.0 * 255 * 400 / 25), within(1e-9));
    }

    @Test
    void strideAndTopByteDoNotCount() {
        Random random = new Random(3);
        Picture original = new Picture(13, 9);
        Picture copy = new Picture(13, 9, 16, new int[16 * 9]);
        for (int y = 0; y < 9; y++) {
            for (int x = 0; x < 13; x++) {
                int pixel = random.nextInt();
                original.pixels()[y * 13 + x] = pixel & 0xFFFFFF;
                copy.pixels()[y * 16 + x] = pixel;
            }
        }
        FrameComparison comparison = new FrameComparison();
        comparison.add(original, copy);
        assertThat(comparison.quality().identicalFrames()).isEqualTo(1);
        assertThat(comparison.quality().ssim()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "7,300", "16384,3", "8,8", "9,8"})
    void anySizeHasAnSsim(int width, int height) {
        Picture white = new Picture(width, height);
        Arrays.fill(white.pixels(), 0xFFFFFF);
        FrameComparison same = new FrameComparison();
        same.add(white, white);
        assertThat(same.quality().ssim()).isEqualTo(1);
        FrameComparison different = new FrameComparison();
        different.add(white, new Picture(width, height));
        assertThat(different.quality().ssim()).isBetween(0.0, 0.01);
    }

    @Test
    void refusesDifferentSizes() {
        assertThatThrownBy(() -> new FrameComparison().add(new Picture(2, 3), new Picture(3, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("frame 0 is 3x2, its original 2x3");
    }
}
