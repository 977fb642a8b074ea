package org.rundelta.codec.frame;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.codec.CodecConfig;

/**
 * A picture in two states, as it is now and as it was before. Of the bands of a picture in slices, each has its own
 * present, in which its neighbours are outside, and all share one past, the whole picture.
 */
public final class Planes {
    private Plane current;
    private Plane previous;
    private final boolean whole;

    private Planes(Plane current, Plane previous, boolean whole) {
        this.current = current;
        this.previous = previous;
        this.whole = whole;
    }

    /** The planes of each slice. */
    public static List<Planes> of(CodecConfig config) {
        Plane previous = new Plane(config.width(), config.height());
        if (config.slices() == 1) {
            return List.of(new Planes(new Plane(config.width(), config.height()), previous, true));
        }
        List<Planes> planes = new ArrayList<>();
        for (int slice = 0; slice < config.slices(); slice++) {
            int top = config.top(slice);
            Plane band = new Plane(config.width(), config.top(slice + 1) - top);
            planes.add(new Planes(band, previous.from(top), false));
        }
        return planes;
    }

    /** The picture, or the band, that is being coded. */
    public Plane current() {
        return current;
    }

    /** The whole picture before, in which the rows are numbered as in {@link #current()}. */
    public Plane previous() {
        return previous;
    }

    /** Row of the picture at which the current plane begins. */
    public int top() {
        return -previous.firstRow();
    }

    /** Makes the present the past; of bands, all must have done so before any looks at it. */
    public void advance() {
        if (whole) {
            Plane plane = previous;
            previous = current;
            current = plane;
        } else {
            previous.copyRows(current);
        }
    }

    /** After {@link #advance()}: the present is as the past was, and is it again. */
    public void stay() {
        if (whole) {
            advance();
        }
    }
}
