package org.rundelta.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rundelta.compare.ClipComparison;
import org.rundelta.compare.ComparisonRow;

/** Draws the bytes of each frame over time, for our best and the few best of the others. */
final class FrameSizePlot {
    private static final int WIDTH = 1120;
    private static final int HEIGHT = 380;
    private static final int RIGHT = WIDTH - 16;
    private static final int LEGEND = 22;
    private static final int FLOOR = HEIGHT - PlotFrame.BOTTOM;
    private static final int OTHERS = 4;
    private static final int MARKS = 10;
    private static final int LEGEND_STEP = 170;

    private FrameSizePlot() {}

    static String of(ClipComparison clip) {
        List<ComparisonRow> shown = shown(clip.rows());
        Svg svg = new Svg(WIDTH, HEIGHT, "bytes of each frame");
        LogAxis up = LogAxis.around(
                shown.stream().flatMapToDouble(FrameSizePlot::sizes), FLOOR, PlotFrame.TOP + (double) LEGEND);
        PlotFrame.bytesAxis(svg, up, RIGHT, "bytes of a frame");
        for (int frame = 0; frame < clip.frames(); frame += step(clip.frames())) {
            PlotFrame.mark(svg, place(frame, clip.frames()), FLOOR, Integer.toString(frame));
        }
        PlotFrame.name(svg, (PlotFrame.LEFT + RIGHT) / 2.0, FLOOR, "frame");
        // Ours is drawn last, on top.
        for (int i = shown.size() - 1; i >= 0; i--) {
            svg.curve("s" + i + " curve", points(shown.get(i), up));
            svg.text(
                    "s" + i + " name",
                    "start",
                    PlotFrame.LEFT + (double) i * LEGEND_STEP,
                    PlotFrame.TOP + 4.0,
                    "\u2014 " + shown.get(i).codec());
        }
        return svg.toString();
    }

    private static List<ComparisonRow> shown(List<ComparisonRow> rows) {
        Stream<ComparisonRow> ours =
                rows.stream().filter(row -> CodecTable.isOurs(row.codec())).limit(1);
        Stream<ComparisonRow> others =
                rows.stream().filter(row -> !CodecTable.isOurs(row.codec())).limit(OTHERS);
        return Stream.concat(ours, others).toList();
    }

    private static DoubleStream sizes(ComparisonRow row) {
        return row.frameBytes().stream().mapToDouble(bytes -> Math.max(1, bytes));
    }

    private static String points(ComparisonRow row, LogAxis up) {
        double[] sizes = sizes(row).toArray();
        return IntStream.range(0, sizes.length)
                .mapToObj(i -> String.format(Locale.ROOT, "%.1f,%.1f", place(i, sizes.length), up.place(sizes[i])))
                .collect(Collectors.joining(" "));
    }

    private static double place(int frame, int frames) {
        return PlotFrame.LEFT + (RIGHT - PlotFrame.LEFT) * (frame + 0.5) / frames;
    }

    /** A round number of frames from mark to mark. */
    private static int step(int frames) {
        int step = 1;
        for (int factor = 0; step * MARKS < frames; factor++) {
            step = factor % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        return step;
    }
}
