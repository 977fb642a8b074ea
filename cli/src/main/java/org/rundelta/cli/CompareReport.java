package org.rundelta.cli;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparisonRow;
import org.rundelta.quality.Quality;

/**
 * The JSON report of {@code compare}.
 *
 * @param rows one for each input and codec, by input, then by bytes
 * @param skipped codecs that could not take part
 * @param machine that all was measured on
 */
record CompareReport(List<Row> rows, List<Skipped> skipped, Machine machine) {
    /**
     * What a codec made of an input.
     *
     * @param bitrate bits a second, over the whole clip
     * @param psnr in dB; null when infinite, as lumaPsnr is
     * @param identicalPixels share of all pixels, from 0 to 1
     * @param lossless whether every frame came back bit for bit
     * @param runs how many stand behind the speeds, which are medians
     * @param helperThreads whether threads of the codec's own worked too; their time is in the speeds
     */
    record Row(
            String input,
            String codec,
            String settings,
            int frames,
            int keyframes,
            long bytes,
            double bitsPerPixel,
            double bitrate,
            Double psnr,
            double ssim,
            Double lumaPsnr,
            double lumaSsim,
            int maxError,
            long identicalFrames,
            double identicalPixels,
            boolean lossless,
            double encodeMpixelPerSecond,
            double decodeMpixelPerSecond,
            int runs,
            boolean helperThreads) {

        static Row of(ClipComparison clip, ComparisonRow row) {
            Quality quality = row.quality();
            return new Row(
                    clip.input(),
                    row.codec(),
                    row.settings(),
                    row.frames(),
                    row.keyframes(),
                    row.bytes(),
                    row.bitsPerPixel(),
                    row.bytes() * 8 / clip.seconds(),
                    finite(quality.psnr()),
                    quality.ssim(),
                    finite(quality.lumaPsnr()),
                    quality.lumaSsim(),
                    quality.maxError(),
                    quality.identicalFrames(),
                    quality.identicalPixels(),
                    row.lossless(),
                    row.encodeMpixelPerSecond(),
                    row.decodeMpixelPerSecond(),
                    row.runs(),
                    row.helperThreads());
        }
    }

    /** JSON has no infinity. */
    static Double finite(double value) {
        return Double.isInfinite(value) ? null : (Double) value;
    }

    /** A codec that could not take part, and why. */
    record Skipped(String input, String codec, String reason) {}

    static CompareReport of(List<ClipComparison> comparisons, Machine machine) {
        List<Row> rows = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (ClipComparison comparison : comparisons) {
            comparison.rows().forEach(row -> rows.add(Row.of(comparison, row)));
            comparison
                    .skipped()
                    .forEach(codec -> skipped.add(new Skipped(comparison.input(), codec.codec(), codec.reason())));
        }
        return new CompareReport(rows, skipped, machine);
    }
}
