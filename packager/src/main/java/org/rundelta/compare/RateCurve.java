package org.rundelta.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.rundelta.quality.Quality;

/**
 * What one codec makes of one clip at several bitrates.
 *
 * @param codec its name
 * @param seconds length of the clip
 * @param points fewest bytes first
 */
public record RateCurve(String codec, double seconds, List<ComparisonRow> points) {
    public RateCurve {
        points = points.stream()
                .sorted(Comparator.comparingLong(ComparisonRow::bytes))
                .toList();
    }

    /** One for each codec that is in the comparison, in the order of their names. */
    public static List<RateCurve> of(ClipComparison clip) {
        Map<String, List<ComparisonRow>> byCodec = new TreeMap<>();
        clip.rows()
                .forEach(row -> byCodec.computeIfAbsent(row.codec(), codec -> new ArrayList<>())
                        .add(row));
        List<RateCurve> curves = new ArrayList<>();
        byCodec.forEach((codec, rows) -> curves.add(new RateCurve(codec, clip.seconds(), rows)));
        return curves;
    }

    /** Bits a second of a point, over the whole clip. */
    public double bitrate(ComparisonRow point) {
        return point.bytes() * 8.0 / seconds;
    }

    /**
     * How many more bits this codec needs than another; see {@link Bjontegaard}.
     *
     * @param measure of quality, in dB
     */
    public OptionalDouble rateDifference(RateCurve anchor, ToDoubleFunction<Quality> measure) {
        return Bjontegaard.rateDifference(anchor.curve(measure), curve(measure));
    }

    private List<Bjontegaard.Point> curve(ToDoubleFunction<Quality> measure) {
        return points.stream()
                .map(point -> new Bjontegaard.Point(bitrate(point), measure.applyAsDouble(point.quality())))
                .toList();
    }
}
