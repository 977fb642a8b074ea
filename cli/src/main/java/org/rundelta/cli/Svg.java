package org.rundelta.cli;

import java.util.Locale;

/** Writes a drawing for a page: sizes in pixels, colours left to the page's style, by class. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height, String description) {
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n", width, height, escape(description));
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", style, x1, y1, x2, y2);
    }

    void circle(String style, double x, double y, double radius, String hint) {
        add(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>%n",
                style, x, y, radius, escape(hint));
    }

    /** Text at a place; {@code anchor} says which end of it: start, middle or end. */
    void text(String style, String anchor, double x, double y, String words) {
        add(
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                style, anchor, x, y, escape(words));
    }

    /** Text that runs upwards, around its middle. */
    void upwards(double x, double y, String words) {
        add(
                "<text text-anchor=\"middle\" transform=\"translate(%.1f %.1f) rotate(-90)\">%s</text>%n",
                x, y, escape(words));
    }

    /** A line through points, as in {@code "1,2 3,4"}. */
    void curve(String style, String points) {
        add("<polyline class=\"%s\" points=\"%s\"/>%n", style, points);
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }

    /** For text and attributes of HTML and SVG. */
    static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text + "</svg>";
    }
}
