package org.rundelta.push;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A file of the title as a target reads it: hashed and counted on the way, and held back to the rate. */
final class MeasuredSource implements Source {
    private final Title title;
    private final TitleFile file;
    private final Progress progress;
    private final RateLimit limit;
    private Measured latest;

    MeasuredSource(Title title, TitleFile file, Progress progress, RateLimit limit) {
        this.title = title;
        this.file = file;
        this.progress = progress;
        this.limit = limit;
    }

    @Override
    public synchronized InputStream open() throws IOException {
        if (latest != null) {
            latest.discount();
        }
        latest = new Measured(title.open(file));
        return latest;
    }

    /** Of what was read last, once it was read to its end; nobody opens what is empty. */
    synchronized Fingerprint fingerprint() throws IOException {
        return latest == null ? title.fingerprint(file) : latest.fingerprint();
    }

    /** Of an attempt that failed, something may still be read while the next is under way. */
    private final class Measured extends FilterInputStream {
        private final MessageDigest digest = Fingerprint.newDigest();
        private long counted;
        private boolean isDiscounted;

        Measured(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                limit.take(read);
                count(buffer, offset, read);
            }
            return read;
        }

        private synchronized void count(byte[] buffer, int offset, int length) {
            digest.update(buffer, offset, length);
            counted += length;
            progress.add(isDiscounted ? 0 : length);
        }

        synchronized void discount() {
            progress.add(-counted);
            isDiscounted = true;
        }

        synchronized Fingerprint fingerprint() {
            return Fingerprint.of(counted, digest);
        }
    }
}
