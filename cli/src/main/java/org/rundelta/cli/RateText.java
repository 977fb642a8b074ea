package org.rundelta.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparisonRow;
import org.rundelta.compare.RateCurve;
import org.rundelta.quality.Quality;

/** Writes down what {@code compare --bitrates} found, as text. */
final class RateText {
    private static final double KILO = 1000;
    private static final double PERCENT = 100;

    private final StringBuilder text = new StringBuilder();

    private RateText() {}

    /** Several lines, without the last line's end. */
    static String of(List<ClipComparison> comparisons, String anchor, Machine machine) {
        RateText writer = new RateText();
        comparisons.forEach(clip -> writer.clip(clip, anchor));
        return writer.line(machine.text()).text.toString().stripTrailing();
    }

    /** The numbers of a point, as words: bitrate, PSNR, that of luma, SSIM, exact frames, exact pixels, speeds. */
    static List<String> numbers(RateCurve curve, ComparisonRow row) {
        Quality quality = row.quality();
        return List.of(
                number("%,.1f", curve.bitrate(row) / KILO),
                decibels(quality.psnr()),
                decibels(quality.lumaPsnr()),
                number("%.4f", quality.ssim()),
                number("%.1f %%", PERCENT * quality.identicalFrames() / row.frames()),
                number("%.1f %%", PERCENT * quality.identicalPixels()),
                number("%,.1f", row.encodeMpixelPerSecond()),
                number("%,.1f", row.decodeMpixelPerSecond()));
    }

    private static String decibels(double psnr) {
        return Double.isInfinite(psnr) ? "exact" : number("%.2f", psnr);
    }

    /** How many bits more than the anchor's, in percent. */
    static String difference(RateCurve curve, RateCurve anchor, ToDoubleFunction<Quality> measure) {
        OptionalDouble difference = curve.rateDifference(anchor, measure);
        return difference.isEmpty() ? "-" : number("%+.1f %%", PERCENT * difference.getAsDouble());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private void clip(ClipComparison clip, String anchorName) {
        line(String.format(
                Locale.ROOT,
                "%s: %d frames of %dx%d, %.3f s, a keyframe every %d frames; PSNR in dB, speeds in Mpixel/s",
                clip.input(),
                clip.frames(),
                clip.width(),
                clip.height(),
                clip.seconds(),
                clip.keyframeInterval()));
        List<RateCurve> curves = RateCurve.of(clip);
        TextTable table = new TextTable(
                "", "codec", "kbit/s", "PSNR", "luma", "SSIM", "exact frames", "exact pixels", "encode", "decode");
        for (RateCurve curve : curves) {
            for (ComparisonRow row : curve.points()) {
                table.row(Stream.concat(Stream.of(row.codec()), numbers(curve, row).stream())
                        .toArray());
            }
        }
        text.append(table);
        clip.skipped().forEach(codec -> line(codec.codec() + ": skipped: " + codec.reason()));
        curves.stream()
                .filter(curve -> curve.codec().equals(anchorName))
                .findFirst()
                .ifPresent(anchor -> differences(curves, anchor));
        line("");
    }

    private void differences(List<RateCurve> curves, RateCurve anchor) {
        line("Bits for equal quality, more or less than " + anchor.codec() + ":");
        TextTable table = new TextTable("", "codec", "by PSNR", "by luma");
        for (RateCurve curve : curves) {
            table.row(
                    curve.codec(),
                    difference(curve, anchor, Quality::psnr),
                    difference(curve, anchor, Quality::lumaPsnr));
        }
        text.append(table);
    }

    private RateText line(String line) {
        text.append(line).append(System.lineSeparator());
        return this;
    }
}
