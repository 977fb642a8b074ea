package org.rundelta.codec.search;

import java.util.Arrays;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.Plane;

/** Which blocks of a picture are photographic: by their pixels, and by the blocks around them. */
final class BlockKinds {
    /** If fewer than one in so many changed blocks are graphic, nearly all are photographic. */
    private static final int MOSTLY = 8;

    /** What has photographic blocks on so many sides is one too. */
    private static final int ENCLOSED = 3;

    private final PhotoTest photoTest = new PhotoTest();

    /** What {@link PhotoTest} says of each block, row by row; of one that has not changed, what it said when it did. */
    private byte[] kinds;

    private byte[] kindsBefore;

    /** Whether {@link #kinds} are what was found: in a coarse picture all that changed is photographic. */
    private boolean hasKinds;

    private boolean hadKinds;

    BlockKinds(int count) {
        kinds = new byte[count];
        kindsBefore = new byte[count];
    }

    /** Begins another picture; without this, the last one is decided again. */
    void advance() {
        byte[] swapped = kindsBefore;
        kindsBefore = kinds;
        kinds = swapped;
        hadKinds = hasKinds;
        hasKinds = false;
    }

    /** Forgets the picture before: this one does not refer to it, nor must it depend on it. */
    void restart() {
        hadKinds = false;
    }

    /** The picture has become the one before once more. */
    void stay() {
        start(hadKinds);
    }

    /** Begins with the kinds of the picture before, if there are any and they are wanted. */
    void start(boolean wanted) {
        if (wanted && hadKinds) {
            System.arraycopy(kindsBefore, 0, kinds, 0, kinds.length);
        } else {
            Arrays.fill(kinds, (byte) PhotoTest.GRAPHIC);
        }
        hasKinds = wanted;
    }

    /** Makes a coarse picture's blocks photographic where they have changed, but for those that are refined. */
    void setPhotos(boolean[] changed, boolean[] refined) {
        for (int at = 0; at < kinds.length; at++) {
            kinds[at] = (byte) (changed[at] && !refined[at] ? PhotoTest.PHOTO : PhotoTest.GRAPHIC);
        }
    }

    /** Whether a block is photographic by its pixels alone. */
    boolean isPhoto(Plane source, ChangeMap map, int column, int row) {
        return photoTest.kind(source, map, column, row) == PhotoTest.PHOTO;
    }

    /** Finds which of the changed blocks are photographic; whether nearly all are. */
    boolean find(Plane source, ChangeMap map, boolean[] changed) {
        int columns = map.columns();
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                if (changed[at]) {
                    kinds[at] = (byte) photoTest.kind(source, map, column, row);
                }
            }
        }
        for (int at = 0; at < kinds.length; at++) {
            spreadPhoto(at, columns, changed);
        }
        for (int at = kinds.length - 1; at >= 0; at--) {
            spreadPhoto(at, columns, changed);
        }
        int graphic = 0;
        int photos = 0;
        for (int at = 0; at < kinds.length; at++) {
            if (changed[at]) {
                findBorder(source, map, at);
                photos += isPhotographic(at) ? 1 : 0;
                graphic += isPhotographic(at) ? 0 : 1;
            }
        }
        return photos > graphic * MOSTLY;
    }

    /** Smooth blocks beside a photographic one are too, and others with three. */
    private void spreadPhoto(int at, int columns, boolean[] changed) {
        if (!changed[at] || kinds[at] == PhotoTest.PHOTO) {
            return;
        }
        int around = (isPhoto(at - 1) ? 1 : 0)
                + (isPhoto(at + 1) ? 1 : 0)
                + (isPhoto(at - columns) ? 1 : 0)
                + (isPhoto(at + columns) ? 1 : 0);
        if (around >= (kinds[at] == PhotoTest.SMOOTH ? 1 : ENCLOSED)) {
            kinds[at] = PhotoTest.PHOTO;
        }
    }

    private void findBorder(Plane source, ChangeMap map, int at) {
        if (kinds[at] == PhotoTest.PHOTO) {
            return;
        }
        int column = at % map.columns();
        int row = at / map.columns();
        boolean isBorder = (column > 0 && isPhoto(at - 1) && photoTest.isBorder(source, map, column, row, -1, 0))
                || (column + 1 < map.columns() && isPhoto(at + 1) && photoTest.isBorder(source, map, column, row, 1, 0))
                || (isPhoto(at - map.columns()) && photoTest.isBorder(source, map, column, row, 0, -1))
                || (isPhoto(at + map.columns()) && photoTest.isBorder(source, map, column, row, 0, 1));
        if (isBorder) {
            kinds[at] = PhotoTest.BORDER;
        }
    }

    /** Whether what was found of a block is to be coded as photographic. */
    boolean isPhotographic(int at) {
        return kinds[at] == PhotoTest.PHOTO || kinds[at] == PhotoTest.BORDER;
    }

    private boolean isPhoto(int at) {
        return at >= 0 && at < kinds.length && kinds[at] == PhotoTest.PHOTO;
    }
}
