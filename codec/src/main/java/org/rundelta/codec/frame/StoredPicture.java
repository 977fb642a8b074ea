package org.rundelta.codec.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.codec.Picture;

/**
 * A picture of the primer, kept as blocks of {@value ChangeMap#BLOCK}x{@value ChangeMap#BLOCK} pixels. Pictures stored
 * together share equal blocks: on a screen, most are.
 */
public final class StoredPicture {
    private final int width;
    private final int columns;
    private final List<int[]> blocks;

    private StoredPicture(int width, List<int[]> blocks) {
        this.width = width;
        this.blocks = List.copyOf(blocks);
        columns = (width + ChangeMap.BLOCK - 1) / ChangeMap.BLOCK;
    }

    private record Block(int[] pixels) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Block block && Arrays.equals(pixels, block.pixels);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(pixels);
        }
    }

    /** Stores pictures of one size, one after the other. */
    public static final class Store {
        private final Map<Block, int[]> known = new HashMap<>();
        private final List<StoredPicture> pictures = new ArrayList<>();

        /** Adds a picture. */
        public void add(Picture picture) {
            List<int[]> blocks = new ArrayList<>();
            for (int y = 0; y < picture.height(); y += ChangeMap.BLOCK) {
                for (int x = 0; x < picture.width(); x += ChangeMap.BLOCK) {
                    int[] block = cut(picture, x, y);
                    blocks.add(known.computeIfAbsent(new Block(block), Block::pixels));
                }
            }
            pictures.add(new StoredPicture(picture.width(), blocks));
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

        /** The pictures added, in their order. */
        public List<StoredPicture> pictures() {
            return List.copyOf(pictures);
        }
    }

    /** The pixels of a block, row by row; of one at the right or lower edge, those inside the picture. */
    public int[] block(int column, int row) {
        return blocks.get(row * columns + column);
    }

    /** Fills a plane of the same size. */
    public void copyTo(Plane plane) {
        for (int k = 0; k < blocks.size(); k++) {
            int x = k % columns * ChangeMap.BLOCK;
            int y = k / columns * ChangeMap.BLOCK;
            int blockWidth = Math.min(ChangeMap.BLOCK, width - x);
            int[] block = blocks.get(k);
            for (int from = 0; from < block.length; from += blockWidth) {
                System.arraycopy(block, from, plane.pixels(), plane.index(x, y + from / blockWidth), blockWidth);
            }
        }
    }
}
