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
    private MessageDigest digest = Fingerprint.newDigest();
    private long counted;

    MeasuredSource(Title title, TitleFile file, Progress progress, RateLimit limit) {
        this.title = title;
        this.file = file;
        this.progress = progress;
        this.limit = limit;
    }

    @Override
    public InputStream open() throws IOException {
        digest = Fingerprint.newDigest();
        progress.add(-counted);
        counted = 0;
        return new FilterInputStream(title.open(file)) {
            @Override
            public int read() throws IOException {
                byte[] single = new byte[1];
                return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read > 0) {
                    count(buffer, offset, read);
                }
                return read;
            }
        };
    }

    private void count(byte[] buffer, int offset, int length) throws IOException {
        limit.take(length);
        digest.update(buffer, offset, length);
        counted += length;
        progress.add(length);
    }

    /** Whether what was read last is not what the title held. */
    boolean isChanged() {
        return !Fingerprint.of(file.fingerprint().size(), digest).equals(file.fingerprint());
    }
}
