package org.rundelta.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.rundelta.compare.RateCurve;
import org.rundelta.quality.Quality;

/** Draws quality over bitrate, a curve for every codec: the higher and the further to the left, the better. */
final class RatePlot {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 420;
    private static final int RIGHT = WIDTH - 16;
    private static final int FLOOR = HEIGHT - PlotFrame.BOTTOM;
    private static final double RADIUS = 3.5;
    private static final double KILO = 1000;
    private static final int MARKS = 8;

    /** Curves that have a colour of their own in the page's style, ours not counted. */
    private static final int STYLES = 4;

    private final Svg svg;
    private final LogAxis across;
    private final double low;
    private final double high;
    private final Labels labels = new Labels(PlotFrame.LEFT, PlotFrame.TOP, RIGHT, FLOOR);

    private record Point(double kilobits, double quality) {}

    /** The points of a codec that are no exact copies, in the order of their bitrates. */
    private record Curve(String codec, List<Point> points) {
        static Curve of(RateCurve curve, ToDoubleFunction<Quality> measure) {
            List<Point> points = curve.points().stream()
                    .map(row -> new Point(curve.bitrate(row) / KILO, measure.applyAsDouble(row.quality())))
                    .filter(point -> Double.isFinite(point.quality))
                    .toList();
            return new Curve(curve.codec(), points);
        }
    }

    private RatePlot(String name, List<Point> points) {
        svg = new Svg(WIDTH, HEIGHT, name + " over bitrate");
        across = LogAxis.around(points.stream().mapToDouble(Point::kilobits), PlotFrame.LEFT, RIGHT);
        low = points.stream().mapToDouble(Point::quality).min().orElse(0) - 1;
        high = points.stream().mapToDouble(Point::quality).max().orElse(0) + 1;
        axes(name);
        points.forEach(point -> labels.point(x(point), y(point.quality), RADIUS));
    }

    static String of(List<RateCurve> curves, String name, ToDoubleFunction<Quality> measure) {
        List<Curve> finite = curves.stream()
                .map(curve -> Curve.of(curve, measure))
                .filter(curve -> !curve.points.isEmpty())
                .toList();
        RatePlot plot = new RatePlot(
                name, finite.stream().flatMap(curve -> curve.points.stream()).toList());
        for (int i = 0; i < finite.size(); i++) {
            plot.draw(finite.get(i), "s" + (1 + i % STYLES));
        }
        return plot.svg.toString();
    }

    private void axes(String name) {
        double step = 1;
        while (step * MARKS < high - low) {
            step *= 2;
        }
        for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
            svg.line("grid", PlotFrame.LEFT, y(tick), RIGHT, y(tick));
            svg.text("", "end", PlotFrame.LEFT - 8.0, y(tick) + 4, PlotFrame.number(tick));
        }
        svg.upwards(14, (PlotFrame.TOP + FLOOR) / 2.0, name);
        across.ticks().forEach(tick -> PlotFrame.mark(svg, across.place(tick), FLOOR, PlotFrame.number(tick)));
        PlotFrame.name(svg, (PlotFrame.LEFT + RIGHT) / 2.0, FLOOR, "kbit/s");
    }

    private void draw(Curve curve, String style) {
        boolean isOurs = CodecTable.isOurs(curve.codec);
        String colour = isOurs ? "s0" : style;
        svg.curve(
                colour + " curve",
                curve.points.stream()
                        .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x(point), y(point.quality)))
                        .collect(Collectors.joining(" ")));
        for (Point point : curve.points) {
            String hint =
                    String.format(Locale.ROOT, "%s: %,.0f kbit/s, %.2f dB", curve.codec, point.kilobits, point.quality);
            svg.circle(isOurs ? "ours dot" : "dot", x(point), y(point.quality), RADIUS, hint);
        }
        Point last = curve.points.get(curve.points.size() - 1);
        Labels.Place place = labels.place(x(last), y(last.quality), RADIUS, curve.codec);
        svg.text(colour + " name", place.anchor(), place.x(), place.y(), curve.codec);
    }

    private double x(Point point) {
        return across.place(point.kilobits);
    }

    private double y(double quality) {
        return FLOOR + (PlotFrame.TOP - FLOOR) * (quality - low) / (high - low);
    }
}
