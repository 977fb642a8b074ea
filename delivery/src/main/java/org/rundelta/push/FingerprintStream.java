package org.rundelta.push;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;

/** Counts and hashes what is read. */
final class FingerprintStream extends DigestInputStream {
    private long size;

    FingerprintStream(InputStream in) {
        super(in, Fingerprint.newDigest());
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        size += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        size += Math.max(read, 0);
        return read;
    }

    /** Of all that was read. */
    Fingerprint fingerprint() {
        return Fingerprint.of(size, digest);
    }
}
