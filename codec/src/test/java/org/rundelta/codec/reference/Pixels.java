package org.rundelta.codec.reference;

import java.util.List;
import java.util.OptionalInt;

/** The pixels of one frame; docs/bitstream.md, "Copied blocks", "Pixels" and "Runs". */
final class Pixels {
    private static final List<Boolean> NONE_UNCHANGED = List.of(false, false, false, false);

    private final Decisions data;
    private final Models models;
    private final ChangeMap map;
    /** Null unless the frame is mixed. */
    private final MixedFlags flags;

    private final Literals literals;
    private final Grid picture;
    private final Matches matches;
    private final OtherVectors otherVectors;
    /** Null in a keyframe. */
    private final Before before;

    /** The previous picture, and the row of it at which the slice begins. */
    record Before(Grid picture, int top) {
        int at(int x, int y) {
            return picture.at(x, top + y);
        }

        Place place(int x, int y) {
            return new Place(picture, x, top + y);
        }
    }

    Pixels(
            Decisions data,
            Models models,
            ChangeMap map,
            MixedFlags flags,
            Literals literals,
            Grid picture,
            Before before) {
        this.data = data;
        this.models = models;
        this.map = map;
        this.flags = flags;
        this.literals = literals;
        this.picture = picture;
        this.matches = new Matches(picture.width(), picture.height());
        this.before = before;
        this.otherVectors = new OtherVectors(before, map.candidates());
    }

    void read() {
        for (int y = 0; y < picture.height(); y++) {
            int x = 0;
            while (x < picture.width()) {
                x = map.isGraphic(x, y) ? readFrom(x, y) : x + 1;
            }
        }
    }

    void copyBlocks() {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                if (map.isCopied(x, y)) {
                    picture.set(x, y, previous(x, y).here());
                }
            }
        }
    }

    /** Reads a run, or a pixel, or a run and the pixel where it ended; returns the column after them. */
    private int readFrom(int x, int y) {
        List<Boolean> unchanged = unchanged(x, y);
        if (!unchanged.contains(false)) {
            return readTemporalRun(x, y, unchanged);
        }
        Place place = new Place(picture, x, y);
        int w = place.w();
        if (w == place.n() && w == place.nw() && w == place.ne() && w == place.ww()) {
            return readSpatialRun(x, y, w, unchanged);
        }
        return readPixel(x, y, unchanged, Ending.NONE);
    }

    private int readTemporalRun(int x, int y, List<Boolean> unchanged) {
        int limit = temporalLimit(x, y);
        int length = readLength("temporal", limit);
        for (int i = x; i < x + length; i++) {
            picture.set(i, y, previous(i, y).here());
        }
        if (length == limit) {
            return x + length;
        }
        int excluded = previous(x + length, y).here();
        return readPixel(x + length, y, unchanged, Ending.ofTemporalRun(excluded));
    }

    private int readSpatialRun(int x, int y, int colour, List<Boolean> unchanged) {
        int limit = spatialLimit(x, y);
        int length = readLength("spatial", limit);
        for (int i = x; i < x + length; i++) {
            picture.set(i, y, colour);
        }
        if (length == limit) {
            return x + length;
        }
        return readPixel(x + length, y, unchanged, Ending.ofSpatialRun(colour));
    }

    private List<Boolean> unchanged(int x, int y) {
        if (before == null) {
            return NONE_UNCHANGED;
        }
        Place place = new Place(picture, x, y);
        Place p = previous(x, y);
        return List.of(place.w() == p.w(), place.n() == p.n(), place.nw() == p.nw(), place.ne() == p.ne());
    }

    private int temporalLimit(int x, int y) {
        Vector vector = map.vector(x, y);
        int end = map.endOfStretch(x, y);
        int limit = 1;
        while (x + limit != end
                && picture.at(x + 1 + limit, y - 1) == before.at(x + 1 + limit + vector.dx(), y - 1 + vector.dy())) {
            limit = limit + 1;
        }
        return limit;
    }

    private int spatialLimit(int x, int y) {
        int end = map.endOfStretch(x, y);
        int limit = 1;
        while (x + limit != end && picture.at(x + 1 + limit, y - 1) == picture.at(x - 1, y)) {
            limit = limit + 1;
        }
        return limit;
    }

    private int readLength(String kind, int limit) {
        int runClass = Literals.bits(limit) - 1;
        if (data.bit("run reaches limit", kind, runClass) == 1) {
            return limit;
        }
        return limit == 1 ? 0 : Math.min(data.length("run", kind, runClass), limit - 1);
    }

    /** Reads a candidate or a literal; returns the column after it. */
    private int readPixel(int x, int y, List<Boolean> unchanged, Ending ending) {
        Place place = new Place(picture, x, y);
        Place p = before == null ? null : previous(x, y);
        OtherVectors.Other other = otherVectors.find(place, map.vector(x, y));
        Candidates candidates = new Candidates(models, matches, other, flags, place, p);
        OptionalInt candidate = candidates.read(data, flags, unchanged, ending);
        int colour = candidate.isPresent() ? candidate.getAsInt() : literals.read(place, new Predictors(place, p));
        candidates.learn(colour);
        picture.set(x, y, colour);
        return x + 1;
    }

    /** The place P of a pixel. */
    private Place previous(int x, int y) {
        Vector vector = map.vector(x, y);
        return before.place(x + vector.dx(), y + vector.dy());
    }
}
