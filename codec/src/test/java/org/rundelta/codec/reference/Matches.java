package org.rundelta.codec.reference;

import java.util.HashMap;
import java.util.Map;

/** The matches of one frame; docs/bitstream.md, "Matches". */
final class Matches {
    private final int width;
    private final int b;
    /** By hash; what is missing is empty. */
    private final Map<Integer, Integer> seen = new HashMap<>();

    private final Grid places;
    private final Grid lengths;

    Matches(int width, int height) {
        this.width = width;
        int bits = 0;
        while (1 << bits < width * height) {
            bits++;
        }
        b = Math.min(Math.max(bits, 10), 16);
        places = new Grid(width, height);
        lengths = new Grid(width, height);
    }

    /**
     * The match of a pixel.
     *
     * @param place its number; any if the length is 0
     * @param colour M, or -1 for none
     */
    record Match(int place, int length, int colour, boolean isLookedUp) {
        static final Match NONE = new Match(0, 0, -1, false);

        int level() {
            if (length < 2) {
                return 0;
            }
            return length < 6 ? 1 : length < 16 ? 2 : 3;
        }
    }

    Match find(Place pixel) {
        Place length = new Place(lengths, pixel.x(), pixel.y());
        Place place = new Place(places, pixel.x(), pixel.y());
        if (length.w() > 0 && length.w() >= length.n()) {
            return followed(pixel, place.w() + 1, length.w());
        }
        if (length.n() > 0) {
            return followed(pixel, place.n() + width + 4, length.n());
        }
        if (length.ne() > 0) {
            return followed(pixel, place.ne() + width + 3, length.ne());
        }
        Integer known = seen.get(slot(pixel));
        return known == null ? new Match(0, 0, -1, true) : new Match(known, 1, colour(pixel, known), true);
    }

    private Match followed(Place pixel, int place, int length) {
        return new Match(place, length, colour(pixel, place), false);
    }

    private int colour(Place pixel, int place) {
        return pixel.grid().at(place % (width + 4), place / (width + 4));
    }

    private int slot(Place pixel) {
        return Hashes.hash(new Hashes(pixel).fourteen()) >>> (32 - b);
    }

    void learn(Place pixel, Match match, int colour) {
        if (match.isLookedUp()) {
            seen.put(slot(pixel), pixel.y() * (width + 4) + pixel.x());
        }
        places.set(pixel.x(), pixel.y(), match.place());
        int length = match.length() >= 16 ? 1 : 0;
        if (match.colour() == colour) {
            length = Math.min(match.length() + 1, 32);
        }
        lengths.set(pixel.x(), pixel.y(), length);
    }
}
