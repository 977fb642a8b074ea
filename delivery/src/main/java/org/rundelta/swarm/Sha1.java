package org.rundelta.swarm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of pieces and of torrents. */
final class Sha1 {
    private Sha1() {}

    static byte[] of(byte[] data) {
        return digest().digest(data);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-1", e);
        }
    }
}
