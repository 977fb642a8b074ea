package org.rundelta.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparisonRow;

/** Writes down what {@code compare} found, as text. */
final class CompareText {
    private final StringBuilder text = new StringBuilder();

    private CompareText() {}

    /** Several lines, without the last line's end. */
    static String of(List<ClipComparison> comparisons, Machine machine) {
        CompareText writer = new CompareText();
        comparisons.forEach(writer::clip);
        return writer.line(machine.text()).text.toString().stripTrailing();
    }

    private void clip(ClipComparison clip) {
        line(String.format(
                Locale.ROOT,
                "%s: %d frames of %dx%d, %.3f s, a keyframe every %d frames; speeds in Mpixel/s",
                clip.input(),
                clip.frames(),
                clip.width(),
                clip.height(),
                clip.seconds(),
                clip.keyframeInterval()));
        text.append(table(clip));
        clip.rows().forEach(this::notes);
        clip.skipped().forEach(codec -> line(codec.codec() + ": skipped: " + codec.reason()));
        line("");
    }

    private static TextTable table(ClipComparison clip) {
        TextTable table = new TextTable("", "codec", "bytes", "bit/pixel", "lossless", "encode", "decode", "runs");
        for (ComparisonRow row : clip.rows()) {
            table.row(
                    row.codec(),
                    row.bytes(),
                    rounded(row.bitsPerPixel(), 4),
                    row.lossless() ? "yes" : "NO",
                    rounded(row.encodeMpixelPerSecond(), 1),
                    rounded(row.decodeMpixelPerSecond(), 1),
                    row.runs());
        }
        return table;
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }

    private void notes(ComparisonRow row) {
        if (!row.lossless()) {
            notLossless(row);
        }
        if (row.helperThreads()) {
            line(row.codec() + ": works on threads of its own; their time counts");
        }
    }

    private void notLossless(ComparisonRow row) {
        line(String.format(
                Locale.ROOT,
                "%s: NOT LOSSLESS: %d of %d frames identical, maximum error %d, PSNR %.2f dB, SSIM %.6f",
                row.codec(),
                row.quality().identicalFrames(),
                row.frames(),
                row.quality().maxError(),
                row.quality().psnr(),
                row.quality().ssim()));
    }

    private CompareText line(String line) {
        text.append(line).append(System.lineSeparator());
        return this;
    }
}
