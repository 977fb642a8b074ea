package org.rundelta.codec.frame;

import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.CodecConfig;

/**
 * A picture in two states, as it is now and as it was before. Of the bands of a picture in slices, each has its own
 * present, in which its neighbours are outside, and all share one past, the whole picture.
 */
public final class Planes {
    private Plane current;
    private Plane previous;
    /** Null if there are no photographic blocks. */
    private Components components;

    private Components previousComponents;
    private final boolean whole;

    private Planes(Plane current, Plane previous, Components components, Components previousComponents, boolean whole) {
        this.current = current;
        this.previous = previous;
        this.components = components;
        this.previousComponents = previousComponents;
        this.whole = whole;
    }

    /** The planes of each slice. */
    public static Planes[] of(CodecConfig config) {
        return of(config, config.chroma());
    }

    /** The planes of each slice of sources, which have no components. */
    public static Planes[] ofSources(CodecConfig config) {
        return of(config, ChromaFormat.NONE);
    }

    private static Planes[] of(CodecConfig config, ChromaFormat chroma) {
        boolean hasComponents = chroma != ChromaFormat.NONE;
        Plane previous = new Plane(config.width(), config.height());
        Components previousComponents = hasComponents ? new Components(config.width(), config.height(), chroma) : null;
        if (config.slices() == 1) {
            Components components = hasComponents ? new Components(config.width(), config.height(), chroma) : null;
            Plane current = new Plane(config.width(), config.height());
            return new Planes[] {new Planes(current, previous, components, previousComponents, true)};
        }
        Planes[] planes = new Planes[config.slices()];
        for (int slice = 0; slice < planes.length; slice++) {
            int top = config.top(slice);
            int rows = config.top(slice + 1) - top;
            planes[slice] = new Planes(
                    new Plane(config.width(), rows),
                    previous.from(top),
                    hasComponents ? new Components(config.width(), rows, chroma) : null,
                    hasComponents ? previousComponents.from(top) : null,
                    false);
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

    /** The components of {@link #current()}, or null if there are no photographic blocks. */
    public Components components() {
        return components;
    }

    /** The components of {@link #previous()}, or null. */
    public Components previousComponents() {
        return previousComponents;
    }

    /** After {@link #previous()} was given other pixels: makes its components anew. */
    public void convertPrevious() {
        if (previousComponents != null) {
            previousComponents.convert(previous);
        }
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
            Components swapped = previousComponents;
            previousComponents = components;
            components = swapped;
        } else {
            previous.copyRows(current);
            if (components != null) {
                previousComponents.copyRows(components);
            }
        }
    }

    /** After {@link #advance()} and whatever was done to the present: the present is what the past is. */
    public void back() {
        if (whole) {
            advance();
        } else {
            current.copyRows(previous);
            if (components != null) {
                components.copyRows(previousComponents);
            }
        }
    }

    /** After {@link #advance()}: the present is as the past was, and is it again. */
    public void stay() {
        if (whole) {
            advance();
        }
    }
}
