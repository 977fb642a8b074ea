package org.rundelta.push;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file holds, short enough to compare.
 *
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hexadecimal
 */
record Fingerprint(long size, String sha256) {
    private static final int BUFFER_SIZE = 1 << 16;

    /** Reads the stream to its end. */
    static Fingerprint of(InputStream in) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[BUFFER_SIZE];
        long size = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            size += read;
        }
        return of(size, digest);
    }

    static Fingerprint of(long size, MessageDigest digest) {
        return new Fingerprint(size, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
