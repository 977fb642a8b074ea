package org.rundelta.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.RateCurve;
import org.rundelta.quality.Quality;

/**
 * The JSON report of {@code compare --bitrates}.
 *
 * @param rows one for each input, codec and bitrate
 * @param curves one for each input and codec, if the anchor took part
 * @param skipped codecs that could not take part
 * @param machine that all was measured on
 */
record RateReport(
        List<CompareReport.Row> rows, List<Curve> curves, List<CompareReport.Skipped> skipped, Machine machine) {
    /**
     * A codec beside the anchor.
     *
     * @param rateDifference share of bits more than the anchor's for equal PSNR; null if no quality is in common
     * @param lumaRateDifference the same by PSNR of luma
     */
    record Curve(String input, String codec, String anchor, Double rateDifference, Double lumaRateDifference) {}

    static RateReport of(List<ClipComparison> comparisons, String anchorName, Machine machine) {
        CompareReport report = CompareReport.of(comparisons, machine);
        List<Curve> curves = new ArrayList<>();
        for (ClipComparison clip : comparisons) {
            List<RateCurve> all = RateCurve.of(clip);
            all.stream()
                    .filter(curve -> curve.codec().equals(anchorName))
                    .findFirst()
                    .ifPresent(anchor -> all.forEach(curve -> curves.add(beside(clip.input(), curve, anchor))));
        }
        return new RateReport(report.rows(), curves, report.skipped(), machine);
    }

    private static Curve beside(String input, RateCurve curve, RateCurve anchor) {
        return new Curve(
                input,
                curve.codec(),
                anchor.codec(),
                orNull(curve.rateDifference(anchor, Quality::psnr)),
                orNull(curve.rateDifference(anchor, Quality::lumaPsnr)));
    }

    private static Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
