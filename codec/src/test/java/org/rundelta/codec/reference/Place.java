package org.rundelta.codec.reference;

/** A pixel and its neighbours, by the names of docs/bitstream.md, "Pixels". */
record Place(Grid grid, int x, int y) {
    int here() {
        return grid.at(x, y);
    }

    int w() {
        return grid.at(x - 1, y);
    }

    int ww() {
        return grid.at(x - 2, y);
    }

    int n() {
        return grid.at(x, y - 1);
    }

    int nn() {
        return grid.at(x, y - 2);
    }

    int nw() {
        return grid.at(x - 1, y - 1);
    }

    int nnw() {
        return grid.at(x - 1, y - 2);
    }

    int ne() {
        return grid.at(x + 1, y - 1);
    }

    int nne() {
        return grid.at(x + 1, y - 2);
    }

    int nee() {
        return grid.at(x + 2, y - 1);
    }
}
