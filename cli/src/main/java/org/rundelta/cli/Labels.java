package org.rundelta.cli;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds places for the names of points, so that they cover each other, and other points, as little as possible. */
final class Labels {
    private static final double LETTER_WIDTH = 7;
    private static final double LINE_HEIGHT = 13;
    private static final double ASCENT = 10;
    private static final double GAP = 4;
    private static final double[] SHIFTS = {0, -7, 7, -14, 14, -21, 21};

    private final Rectangle2D plot;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /** Where a name stands: the end of it that {@code anchor} says, on its base line. */
    record Place(String anchor, double x, double y) {
        Rectangle2D box(double width) {
            double left = anchor.equals("start") ? x : anchor.equals("end") ? x - width : x - width / 2;
            return new Rectangle2D.Double(left, y - ASCENT, width, LINE_HEIGHT);
        }
    }

    /** For a plot with these borders. */
    Labels(double left, double top, double right, double bottom) {
        plot = new Rectangle2D.Double(left, top, right - left, bottom - top);
    }

    /** Keeps names off a point. */
    void point(double x, double y, double radius) {
        taken.add(new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    /** A place for the name of a point. */
    Place place(double x, double y, double radius, String name) {
        double width = name.length() * LETTER_WIDTH;
        Place best = candidates(x, y, radius).stream()
                .min(Comparator.comparingDouble(place -> covered(place.box(width))))
                .orElseThrow();
        taken.add(best.box(width));
        return best;
    }

    private static List<Place> candidates(double x, double y, double radius) {
        List<Place> places = new ArrayList<>();
        for (double shift : SHIFTS) {
            double line = y + GAP + shift;
            places.add(new Place("start", x + radius + GAP, line));
            places.add(new Place("end", x - radius - GAP, line));
        }
        places.add(new Place("middle", x, y - radius - GAP));
        places.add(new Place("middle", x, y + radius + ASCENT + GAP));
        return places;
    }

    /** How much is covered, with what would stand outside. */
    private double covered(Rectangle2D box) {
        double area = area(box) - area(box.createIntersection(plot));
        for (Rectangle2D other : taken) {
            area += area(box.createIntersection(other));
        }
        return area;
    }

    private static double area(Rectangle2D box) {
        return box.isEmpty() ? 0 : box.getWidth() * box.getHeight();
    }
}
