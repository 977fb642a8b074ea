package org.rundelta.codec.frame;

import java.util.Arrays;
import java.util.List;
import org.rundelta.codec.Picture;

/**
 * A picture of the primer, kept as blocks of {@value ChangeMap#BLOCK}x{@value ChangeMap#BLOCK} pixels. Pictures stored
 * together share equal blocks: on a screen, most are.
 */
public final class StoredPicture {
    private final int width;
    private final int columns;
    private final int[][] blocks;

    private StoredPicture(int width, int[][] blocks) {
        this.width = width;
        this.blocks = blocks;
        columns = ChangeMap.blocks(width);
    }

    /** Stores pictures of one size, one after the other. */
    public static final class Store {
        private final StoredPicture[] pictures;
        private int count;
        /** All different blocks: each where its hash says, or at the next free place; at least half are free. */
        private int[][] known;

        /** A store for so many pictures. */
        public Store(int pictures) {
            this.pictures = new StoredPicture[pictures];
        }

        /** Adds a picture. */
        public void add(Picture picture) {
            int columns = ChangeMap.blocks(picture.width());
            int[][] blocks = new int[columns * ChangeMap.blocks(picture.height())][];
            if (known == null) {
                known = new int[2 * pictures.length * blocks.length][];
            }
            for (int k = 0; k < blocks.length; k++) {
                blocks[k] = shared(cut(picture, k % columns * ChangeMap.BLOCK, k / columns * ChangeMap.BLOCK));
            }
            pictures[count++] = new StoredPicture(picture.width(), blocks);
        }

        private int[] shared(int[] block) {
            int place = Math.floorMod(Arrays.hashCode(block), known.length);
            while (known[place] != null && !Arrays.equals(known[place], block)) {
                place = (place + 1) % known.length;
            }
            if (known[place] == null) {
                known[place] = block;
            }
            return known[place];
        }

        private static int[] cut(Picture picture, int x, int y) {
            int width = Math.min(ChangeMap.BLOCK, picture.width() - x);
            int height = Math.min(ChangeMap.BLOCK, picture.height() - y);
            int[] block = new int[width * height];
            for (int k = 0; k < height; k++) {
                System.arraycopy(picture.pixels(), (y + k) * picture.stride() + x, block, k * width, width);
            }
            return block;
        }

        /** The pictures, all of which must have been added, in their order. */
        public List<StoredPicture> pictures() {
            return List.of(pictures);
        }
    }

    /** The pixels of a block, row by row; of one at the right or lower edge, those inside the picture. */
    public int[] block(int column, int row) {
        return blocks[row * columns + column];
    }

    /** Fills a plane of the same size. */
    public void copyTo(Plane plane) {
        for (int k = 0; k < blocks.length; k++) {
            int x = k % columns * ChangeMap.BLOCK;
            int y = k / columns * ChangeMap.BLOCK;
            int blockWidth = Math.min(ChangeMap.BLOCK, width - x);
            int[] block = blocks[k];
            for (int from = 0; from < block.length; from += blockWidth) {
                System.arraycopy(block, from, plane.pixels(), plane.index(x, y + from / blockWidth), blockWidth);
            }
        }
    }
}
