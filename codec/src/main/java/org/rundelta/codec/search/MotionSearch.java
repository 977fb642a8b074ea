package org.rundelta.codec.search;

import java.util.Arrays;
import org.rundelta.codec.Effort;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;
import org.rundelta.codec.frame.Plane;

/**
 * Finds the translations that explain most of a change, as scrolling and dragged windows are: a well structured row
 * piece of each changed block is looked for, by a rolling hash, all over the changed part of the previous picture, and
 * every find votes for its vector.
 */
final class MotionSearch {
    private static final int PIECE = ChangeMap.BLOCK;
    private static final int MIN_EDGES = 2;

    /** A row piece with so many is not improved upon. */
    private static final int ENOUGH_EDGES = 8;

    private static final int MIN_VOTES = 2;

    /** How far around the changed blocks their former place is looked for, in pixels. */
    private static final int REACH = 16;

    /** A piece found more often than this is a pattern, whose finds say nothing of where it came from. */
    private static final int MAX_FINDS = 16;

    /**
     * The picture is scanned in so many goes; no more are made once they show most of the
     * picture moving as one.
     */
    private static final int SCANS = 4;

    /** In a hurry, goes are half as long. */
    private static final int FAST_SCANS = 8;

    private static final int TABLE_BITS = 13;
    private static final int VOTE_BITS = 12;
    private static final int MAX_PROBES = 8;
    private static final int FREE = -1;

    private static final int MULTIPLIER = 0x2F0B4C47;
    private static final int SPREAD = 0x6C8E9CF5;

    /** {@code MULTIPLIER} to the power of {@code PIECE}: what the pixel leaving the window weighs. */
    private static final int LEAVING = power(MULTIPLIER, PIECE);

    private final boolean thorough;
    private final int scans;

    /** Pieces by the slot of their hash; the first of several in one slot stays. */
    private final int[] hashes = new int[1 << TABLE_BITS];

    private final int[] places = new int[1 << TABLE_BITS];
    private final int[] finds = new int[1 << TABLE_BITS];
    private final int[] vectors = new int[1 << VOTE_BITS];
    private final int[] votes = new int[1 << VOTE_BITS];

    /**
     * A search.
     *
     * @param effort all rows are always scanned only for the best
     */
    MotionSearch(Effort effort) {
        thorough = effort == Effort.BEST;
        scans = effort == Effort.FAST ? FAST_SCANS : SCANS;
    }

    /**
     * Fills the candidates with the vectors of most votes, best first.
     *
     * @param changed of each block, row by row, whether it differs from the previous picture
     */
    void find(Plane source, Plane previous, ChangeMap map, boolean[] changed, MotionCandidates candidates) {
        candidates.clear();
        int pieces = collectPieces(source, map, changed);
        if (pieces < MIN_VOTES) {
            return;
        }
        Arrays.fill(votes, 0);
        Arrays.fill(finds, 0);
        for (int k = 0; k < scans && (k == 0 || thorough || mostVotes() * scans < k * pieces / 2); k++) {
            scan(previous, map, changed, k);
        }
        takeBest(candidates);
    }

    private int mostVotes() {
        int most = 0;
        for (int count : votes) {
            most = Math.max(most, count);
        }
        return most;
    }

    private int collectPieces(Plane source, ChangeMap map, boolean[] changed) {
        Arrays.fill(places, FREE);
        int count = 0;
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (changed[row * map.columns() + column] && map.blockWidth(column) == PIECE) {
                    count += collectPiece(source, column * PIECE, row * ChangeMap.BLOCK, map.blockHeight(row));
                }
            }
        }
        return count;
    }

    private int collectPiece(Plane source, int x, int y, int height) {
        int most = MIN_EDGES - 1;
        int best = -1;
        for (int k = 0; k < height && most < ENOUGH_EDGES; k++) {
            int edges = edges(source.pixels(), source.index(x, y + k));
            if (edges > most) {
                most = edges;
                best = k;
            }
        }
        if (best < 0) {
            return 0;
        }
        int hash = 0;
        int at = source.index(x, y + best);
        for (int k = 0; k < PIECE; k++) {
            hash = hash * MULTIPLIER + source.pixels()[at + k];
        }
        int slot = slot(hash);
        if (places[slot] != FREE) {
            return 0;
        }
        hashes[slot] = hash;
        places[slot] = y + best << 16 | x;
        return 1;
    }

    private static int edges(int[] pixels, int at) {
        if (isFlat(pixels, at)) {
            return 0;
        }
        int edges = 0;
        for (int k = 1; k < PIECE; k++) {
            edges += pixels[at + k] != pixels[at + k - 1] ? 1 : 0;
        }
        return edges;
    }

    /** Whether it seems to have no edges: most rows have none, and a look at five pixels tells. */
    private static boolean isFlat(int[] pixels, int at) {
        int middle = pixels[at + PIECE / 2];
        return middle == pixels[at]
                && middle == pixels[at + PIECE / 4]
                && middle == pixels[at + 3 * PIECE / 4]
                && middle == pixels[at + PIECE - 1];
    }

    /**
     * Scans one of every {@link #scans} rows. Whatever moved left a change behind, so its former place is among the changed
     * blocks or close to them.
     */
    private void scan(Plane previous, ChangeMap map, boolean[] changed, int first) {
        int left = Integer.MAX_VALUE;
        int right = 0;
        int top = Integer.MAX_VALUE;
        int bottom = 0;
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                if (changed[row * map.columns() + column]) {
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                    top = Math.min(top, row);
                    bottom = row + 1;
                }
            }
        }
        int fromX = Math.max(0, left * ChangeMap.BLOCK - REACH);
        int toX = Math.min(previous.width(), right * ChangeMap.BLOCK + REACH);
        int toY = Math.min(previous.height(), bottom * ChangeMap.BLOCK + REACH);
        int fromY = Math.max(previous.firstRow(), top * ChangeMap.BLOCK - REACH);
        for (int y = fromY + first; y < toY; y += scans) {
            scanRow(previous.pixels(), previous.index(0, y), y, fromX, toX);
        }
    }

    private void scanRow(int[] pixels, int rowStart, int y, int fromX, int toX) {
        int hash = 0;
        int x = fromX;
        for (; x < fromX + PIECE - 1; x++) {
            hash = hash * MULTIPLIER + pixels[rowStart + x];
        }
        int leaving = 0;
        int flat = 0;
        while (x < toX) {
            int pieceX = x - PIECE + 1;
            int entering = pixels[rowStart + x];
            hash = hash * MULTIPLIER + entering - leaving * LEAVING;
            leaving = pixels[rowStart + pieceX];
            int slot = slot(hash);
            if (hashes[slot] == hash && places[slot] != FREE && finds[slot]++ < MAX_FINDS) {
                vote(pieceX - (places[slot] & 0xFFFF), y - (places[slot] >>> 16));
            }
            x++;
            flat = entering == pixels[rowStart + x - 2] ? flat + 1 : 0;
            if (flat >= PIECE) {
                x = endOfFlat(pixels, rowStart, x, toX);
            }
        }
    }

    /** Up to where all pixels are as the one before x: no piece is there, and the hash stays the same. */
    private static int endOfFlat(int[] pixels, int rowStart, int x, int toX) {
        int from = rowStart + x;
        int to = rowStart + toX;
        int length = Arrays.mismatch(pixels, from, to, pixels, from - 1, to - 1);
        return length < 0 ? toX : x + length;
    }

    private void vote(int dx, int dy) {
        int vector = dy << 16 | dx & 0xFFFF;
        if (vector == 0) {
            return;
        }
        int slot = vector * SPREAD >>> 32 - VOTE_BITS;
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            int at = slot + probe & (1 << VOTE_BITS) - 1;
            if (votes[at] == 0) {
                vectors[at] = vector;
            }
            if (vectors[at] == vector) {
                votes[at]++;
                return;
            }
        }
    }

    private void takeBest(MotionCandidates candidates) {
        while (candidates.size() < MotionCandidates.MAX) {
            int best = 0;
            for (int i = 1; i < votes.length; i++) {
                if (votes[i] > votes[best]) {
                    best = i;
                }
            }
            if (votes[best] < MIN_VOTES) {
                return;
            }
            votes[best] = 0;
            candidates.add((short) vectors[best], vectors[best] >> 16);
        }
    }

    private static int slot(int hash) {
        return hash * SPREAD >>> 32 - TABLE_BITS;
    }

    private static int power(int base, int exponent) {
        int result = 1;
        for (int i = 0; i < exponent; i++) {
            result *= base;
        }
        return result;
    }
}
