package org.rundelta.cli;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparisonRow;

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
     * @param psnr in dB; null when infinite
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
            Double psnr,
            double ssim,
            int maxError,
            boolean lossless,
            double encodeMpixelPerSecond,
            double decodeMpixelPerSecond,
            int runs,
            boolean helperThreads) {

        static Row of(String input, ComparisonRow row) {
            return new Row(
                    input,
                    row.codec(),
                    row.settings(),
                    row.frames(),
                    row.keyframes(),
                    row.bytes(),
                    row.bitsPerPixel(),
                    Double.isInfinite(row.psnr()) ? null : (Double) row.psnr(),
                    row.ssim(),
                    row.maxError(),
                    row.lossless(),
                    row.encodeMpixelPerSecond(),
                    row.decodeMpixelPerSecond(),
                    row.runs(),
                    row.helperThreads());
        }
    }

    /** A codec that could not take part, and why. */
    record Skipped(String input, String codec, String reason) {}

    static CompareReport of(List<ClipComparison> comparisons, Machine machine) {
        List<Row> rows = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (ClipComparison comparison : comparisons) {
            comparison.rows().forEach(row -> rows.add(Row.of(comparison.input(), row)));
            comparison
                    .skipped()
                    .forEach(codec -> skipped.add(new Skipped(comparison.input(), codec.codec(), codec.reason())));
        }
        return new CompareReport(rows, skipped, machine);
    }
}
