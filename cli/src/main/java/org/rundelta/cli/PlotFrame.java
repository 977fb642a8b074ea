package org.rundelta.cli;

import java.util.Locale;

/** What plots have in common: a grid with numbers, and names for the axes. */
final class PlotFrame {
    static final int LEFT = 84;
    static final int TOP = 12;
    static final int BOTTOM = 46;

    private static final int NUMBER_GAP = 8;
    private static final int NUMBER_DROP = 18;
    private static final int NAME_DROP = 38;
    private static final int HALF_LINE = 4;
    private static final double KILO = 1e3;
    private static final double MEGA = 1e6;

    private PlotFrame() {}

    /** A vertical axis in bytes, with lines across the plot up to {@code right}. */
    static void bytesAxis(Svg svg, LogAxis axis, double right, String name) {
        for (double tick : axis.ticks()) {
            double y = axis.place(tick);
            svg.line("grid", LEFT, y, right, y);
            svg.text("", "end", LEFT - NUMBER_GAP, y + HALF_LINE, bytes(tick));
        }
        svg.upwards(14, (axis.from() + axis.to()) / 2, name);
    }

    /** One mark of the horizontal axis at {@code x}, with a line up from {@code bottom}. */
    static void mark(Svg svg, double x, double bottom, String number) {
        svg.line("grid", x, TOP, x, bottom);
        svg.text("", "middle", x, bottom + NUMBER_DROP, number);
    }

    /** Names the horizontal axis. */
    static void name(Svg svg, double middle, double bottom, String name) {
        svg.text("", "middle", middle, bottom + NAME_DROP, name);
    }

    private static String bytes(double value) {
        if (value >= MEGA) {
            return number(value / MEGA) + " MB";
        }
        return value >= KILO ? number(value / KILO) + " kB" : number(value) + " B";
    }

    /** Without digits that say nothing. */
    static String number(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.1g", value);
    }
}
