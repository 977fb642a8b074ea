package org.rundelta.swarm;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash tree of one file (BEP 52): its leaves are the SHA-256 of blocks of 16 KiB, of which the last may be shorter; above
 * them the SHA-256 of two each, leaves that are wanting being zeros. The layer in which a hash covers a piece says what
 * pieces have to be, the root what the layer has to be.
 */
final class HashTree {
    static final int BLOCK_BYTES = 16 << 10;

    private final int leavesOfPiece;
    private final MessageDigest digest = Sha256.digest();
    private final List<byte[]> leaves = new ArrayList<>();
    private final List<byte[]> layer = new ArrayList<>();
    private int filled;

    /** Of a file without bytes. */
    HashTree(int pieceLength) {
        leavesOfPiece = pieceLength / BLOCK_BYTES;
    }

    /** More of the file. */
    void update(byte[] bytes, int start, int count) {
        int done = 0;
        while (done < count) {
            int part = Math.min(count - done, BLOCK_BYTES - filled);
            digest.update(bytes, start + done, part);
            done += part;
            filled += part;
            if (filled == BLOCK_BYTES) {
                endBlock();
            }
        }
    }

    private void endBlock() {
        leaves.add(digest.digest());
        filled = 0;
        if (leaves.size() == leavesOfPiece) {
            endPiece();
        }
    }

    private void endPiece() {
        layer.add(root(leaves, new byte[Sha256.BYTES], leavesOfPiece));
        leaves.clear();
    }

    /** The hash of the one piece that was added, of a file that has more of them; no more may be added from here on. */
    byte[] piece() {
        if (filled > 0) {
            endBlock();
        }
        if (!leaves.isEmpty()) {
            endPiece();
        }
        return layer.get(0);
    }

    /** The root; no more may be added from here on. */
    byte[] root() {
        if (filled > 0) {
            endBlock();
        }
        if (layer.isEmpty()) {
            return root(leaves, new byte[Sha256.BYTES], width(leaves.size()));
        }
        if (!leaves.isEmpty()) {
            endPiece();
        }
        return root(layer, ofZeros(leavesOfPiece), width(layer.size()));
    }

    /** The layer of pieces, one hash after the other, as a byte string; of a file of one piece it is its root. */
    String layer() {
        StringBuilder all = new StringBuilder(layer.size() * Sha256.BYTES);
        layer.forEach(hash -> all.append(Bencode.string(hash)));
        return all.toString();
    }

    /** The root above a layer of at least two pieces. */
    static byte[] root(String layer, int pieceLength) {
        List<byte[]> hashes = new ArrayList<>();
        for (int at = 0; at < layer.length(); at += Sha256.BYTES) {
            hashes.add(Bencode.bytes(layer.substring(at, at + Sha256.BYTES)));
        }
        return root(hashes, ofZeros(pieceLength / BLOCK_BYTES), width(hashes.size()));
    }

    /** The next power of two. */
    private static int width(int count) {
        return count <= 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
    }

    /** Root of so many leaves of zeros. */
    private static byte[] ofZeros(int leaves) {
        return root(List.of(), new byte[Sha256.BYTES], leaves);
    }

    /**
     * Root of a tree.
     *
     * @param lowest its lowest layer, but for what is wanting at the end
     * @param wanting what each of these is
     * @param width of the lowest layer, a power of two
     */
    private static byte[] root(List<byte[]> lowest, byte[] wanting, int width) {
        List<byte[]> hashes = lowest;
        byte[] zeros = wanting;
        for (int left = width; left > 1; left /= 2) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < hashes.size(); i += 2) {
                above.add(of(hashes.get(i), i + 1 < hashes.size() ? hashes.get(i + 1) : zeros));
            }
            zeros = of(zeros, zeros);
            hashes = above;
        }
        return hashes.isEmpty() ? zeros : hashes.get(0);
    }

    private static byte[] of(byte[] left, byte[] right) {
        MessageDigest both = Sha256.digest();
        both.update(left);
        both.update(right);
        return both.digest();
    }
}
