package org.rundelta.cli;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.rundelta.compare.ComparisonRow;

/** Draws bytes over speed, a point for every codec: the lower and the further to the right, the better. */
final class SpeedPlot {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 420;
    private static final int RIGHT = WIDTH - 16;
    private static final int FLOOR = HEIGHT - PlotFrame.BOTTOM;
    private static final double RADIUS = 5;

    private SpeedPlot() {}

    /** The drawing; {@code direction} is encoding or decoding. */
    static String of(List<ComparisonRow> rows, String direction, ToDoubleFunction<ComparisonRow> speed) {
        Svg svg = new Svg(WIDTH, HEIGHT, "bytes over speed of " + direction);
        LogAxis across = LogAxis.around(rows.stream().mapToDouble(speed), PlotFrame.LEFT, RIGHT);
        LogAxis up = LogAxis.around(rows.stream().mapToDouble(ComparisonRow::bytes), FLOOR, PlotFrame.TOP);
        PlotFrame.bytesAxis(svg, up, RIGHT, "bytes (less is better)");
        across.ticks().forEach(tick -> PlotFrame.mark(svg, across.place(tick), FLOOR, PlotFrame.number(tick)));
        PlotFrame.name(svg, (PlotFrame.LEFT + RIGHT) / 2.0, FLOOR, "Mpixel/s " + direction + " (more is better)");
        Labels labels = new Labels(PlotFrame.LEFT, PlotFrame.TOP, RIGHT, FLOOR);
        rows.forEach(
                row -> labels.point(across.place(speed.applyAsDouble(row)), up.place((double) row.bytes()), RADIUS));
        for (ComparisonRow row : rows) {
            double x = across.place(speed.applyAsDouble(row));
            double y = up.place((double) row.bytes());
            String style = CodecTable.isOurs(row.codec()) ? "ours " : "";
            String hint = String.format(
                    Locale.ROOT, "%s: %,d bytes, %.1f Mpixel/s", row.codec(), row.bytes(), speed.applyAsDouble(row));
            svg.circle(style + "dot", x, y, RADIUS, hint);
            Labels.Place place = labels.place(x, y, RADIUS, row.codec());
            svg.text(style + "name", place.anchor(), place.x(), place.y(), row.codec());
        }
        return svg.toString();
    }
}
