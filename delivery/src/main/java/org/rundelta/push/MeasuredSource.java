package org.rundelta.push;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file of the title as a target reads it: counted on the way, and held back to the rate. */
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
    public InputStream open() throws IOException {
        if (latest != null) {
            latest.discount();
        }
        latest = new Measured(title.open(file));
        return latest;
    }

    @Override
    public InputStream reopen() throws IOException {
        return title.open(file);
    }

    /** Of an attempt that failed, something may still be read while the next is under way. */
    private final class Measured extends FilterInputStream {
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
                count(read);
            }
            return read;
        }

        private synchronized void count(int bytes) {
            counted += bytes;
            progress.add(isDiscounted ? 0 : bytes);
        }

        synchronized void discount() {
            progress.add(-counted);
            isDiscounted = true;
        }
    }
}
