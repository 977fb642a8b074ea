package org.rundelta.swarm;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Hashes from the trees of files (BEP 52): each file begins at a piece, and what follows its end in its last piece is not
 * hashed.
 *
 * @param files those that are not empty, in their order
 */
record TreeHashes(int pieceLength, List<OfFile> files) implements PieceHashes {
    private static final Comparator<OfFile> BY_PLACE = Comparator.comparing(OfFile::first);

    /**
     * The pieces of a file.
     *
     * @param first its first piece
     * @param length of the file, in bytes
     * @param layer a SHA-256 for each piece: roots above its blocks
     */
    record OfFile(int first, long length, byte[] layer) {}

    @Override
    public int count() {
        OfFile last = files.get(files.size() - 1);
        return last.first + last.layer.length / Sha256.BYTES;
    }

    @Override
    public boolean matches(int piece, byte[] data, int length) {
        int found = Collections.binarySearch(files, new OfFile(piece, 0, new byte[0]), BY_PLACE);
        OfFile file = files.get(found >= 0 ? found : -found - 2);
        int index = piece - file.first;
        HashTree tree = new HashTree(pieceLength);
        tree.update(data, 0, (int) Math.min(length, file.length - (long) index * pieceLength));
        byte[] hash = file.length > pieceLength ? tree.piece() : tree.root();
        int at = index * Sha256.BYTES;
        return Arrays.equals(file.layer, at, at + Sha256.BYTES, hash, 0, Sha256.BYTES);
    }
}
