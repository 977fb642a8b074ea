package org.rundelta.compare;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The Bjontegaard rate difference (ITU-T VCEG-M33): how many more bits one codec needs than another for the same quality, on
 * average over the qualities that both reach. Between the points, the logarithm of the rate is a monotone piecewise
 * cubic of the quality (Fritsch and Carlson), which unlike one cubic through all points does not swing.
 */
public final class Bjontegaard {
    /**
     * A point of a curve.
     *
     * @param bitrate in bits/s, above 0
     * @param quality in dB
     */
    public record Point(double bitrate, double quality) {}

    private final double[] x;
    private final double[] y;
    private final double[] slopes;

    /** A curve through points whose quality grows. */
    private Bjontegaard(List<Point> points) {
        x = points.stream().mapToDouble(Point::quality).toArray();
        y = points.stream().mapToDouble(point -> Math.log(point.bitrate)).toArray();
        slopes = slopes();
    }

    /**
     * The difference in rate, as a share: -0.5 says that half the bits do.
     *
     * @param anchor points of the codec to compare with
     * @param codec points of the other
     * @return empty if the two have no quality in common, or one has fewer than two points of different quality
     */
    public static OptionalDouble rateDifference(List<Point> anchor, List<Point> codec) {
        List<Point> a = rising(anchor);
        List<Point> b = rising(codec);
        if (a.size() < 2 || b.size() < 2) {
            return OptionalDouble.empty();
        }
        double low = Math.max(a.get(0).quality, b.get(0).quality);
        double high = Math.min(a.get(a.size() - 1).quality, b.get(b.size() - 1).quality);
        if (low >= high) {
            return OptionalDouble.empty();
        }
        double difference = new Bjontegaard(b).integral(low, high) - new Bjontegaard(a).integral(low, high);
        return OptionalDouble.of(Math.exp(difference / (high - low)) - 1);
    }

    /** By quality, without points that are no better than a cheaper one, and without exact copies, which have no end. */
    private static List<Point> rising(List<Point> points) {
        List<Point> finite = points.stream()
                .filter(point -> Double.isFinite(point.quality))
                .distinct()
                .sorted(Comparator.comparingDouble(Point::bitrate))
                .toList();
        return finite.stream()
                .filter(point -> finite.stream()
                        .noneMatch(other -> !other.equals(point)
                                && other.bitrate <= point.bitrate
                                && other.quality >= point.quality))
                .toList();
    }

    private double[] slopes() {
        int last = x.length - 1;
        double[] secants = new double[last];
        for (int i = 0; i < last; i++) {
            secants[i] = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
        }
        double[] result = new double[x.length];
        for (int i = 1; i < last; i++) {
            double before = x[i] - x[i - 1];
            double after = x[i + 1] - x[i];
            if (secants[i - 1] * secants[i] > 0) {
                double weightBefore = 2 * after + before;
                double weightAfter = after + 2 * before;
                result[i] = (weightBefore + weightAfter) / (weightBefore / secants[i - 1] + weightAfter / secants[i]);
            }
        }
        result[0] = secants[0];
        result[last] = secants[last - 1];
        return result;
    }

    private double integral(double low, double high) {
        double sum = 0;
        for (int i = 0; i < x.length - 1; i++) {
            double from = Math.max(low, x[i]);
            double to = Math.min(high, x[i + 1]);
            if (from < to) {
                sum += primitive(i, to) - primitive(i, from);
            }
        }
        return sum;
    }

    /** Of the cubic of piece i, from its beginning. */
    private double primitive(int i, double at) {
        double width = x[i + 1] - x[i];
        double secant = (y[i + 1] - y[i]) / width;
        double c = (3 * secant - 2 * slopes[i] - slopes[i + 1]) / width;
        double d = (slopes[i] + slopes[i + 1] - 2 * secant) / (width * width);
        double t = at - x[i];
        return t * (y[i] + t * (slopes[i] / 2 + t * (c / 3 + t * d / 4)));
    }
}
