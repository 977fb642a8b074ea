package org.rundelta.swarm;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The SHA-1 of each piece (BEP 3).
 *
 * @param hashes 20 bytes each
 */
record ListedHashes(byte[] hashes) implements PieceHashes {
    @Override
    public int count() {
        return hashes.length / InfoHash.BYTES;
    }

    @Override
    public boolean matches(int piece, byte[] data, int length) {
        MessageDigest digest = Sha1.digest();
        digest.update(data, 0, length);
        int at = piece * InfoHash.BYTES;
        return Arrays.equals(hashes, at, at + InfoHash.BYTES, digest.digest(), 0, InfoHash.BYTES);
    }
}
