package org.rundelta.codec.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a picture that a slice has, from {@code top} to before {@code bottom}; docs/bitstream.md, "Slices".
 *
 * @param pictureHeight rows of the whole picture
 */
record Band(int width, int top, int bottom, int pictureHeight) {
    static List<Band> of(int width, int height, int slices) {
        int rows = (height + 15) / 16;
        List<Band> bands = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            int top = k * rows / slices * 16;
            int bottom = Math.min((k + 1) * rows / slices * 16, height);
            bands.add(new Band(width, top, bottom, height));
        }
        return bands;
    }

    int height() {
        return bottom - top;
    }
}
