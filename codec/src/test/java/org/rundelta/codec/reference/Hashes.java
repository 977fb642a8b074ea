package org.rundelta.codec.reference;

/** Hashes of the neighbours of a pixel; docs/bitstream.md, "Candidates". */
record Hashes(Place place) {
    int two() {
        return place.n() * 0x2F0B4C47 + place.nw() * 0x1B56C4E9;
    }

    int three() {
        return two() + place.w() * 0x165667B1;
    }

    int seven() {
        return two()
                + place.ne() * 0x7FEB352D
                + place.nee() * 0x45D9F3B3
                + place.nn() * 0x119DE1F3
                + place.nne() * 0x2545F491
                + place.nnw() * 0x5851F42D;
    }

    int nine() {
        return seven() + place.w() * 0x165667B1 + place.ww() * 0x3C6EF375;
    }

    int fourteen() {
        Grid grid = place.grid();
        int x = place.x();
        int y = place.y();
        return nine()
                + grid.at(x - 3, y) * 0x2C1B3C6D
                + grid.at(x - 4, y) * 0x297A2D39
                + grid.at(x + 3, y - 1) * 0x4CF5AD43
                + grid.at(x + 4, y - 1) * 0x2745937F
                + grid.at(x - 2, y - 1) * 0x38495AB5;
    }

    static int hash(int sum) {
        return (sum ^ (sum >>> 15)) * 0x6C8E9CF5;
    }

    /** By what the large table is asked. */
    ColourTable.Key large() {
        boolean isFlat = place.n() == place.nw() && place.n() == place.ne();
        return new ColourTable.Key(hash(isFlat ? nine() : seven()), hash(nine()));
    }

    /** By what the small table is asked. */
    ColourTable.Key small() {
        return new ColourTable.Key(hash(place.n() == place.nw() ? three() : two()), hash(three()));
    }
}
