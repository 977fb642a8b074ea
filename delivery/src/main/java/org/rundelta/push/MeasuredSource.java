package org.rundelta.push;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

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
    public ReadableByteChannel channel() throws IOException {
        if (latest != null) {
            latest.discount();
        }
        latest = new Measured(title.open(file));
        return latest;
    }

    @Override
    public void copyTo(WritableByteChannel out) throws IOException {
        try (FileChannel in = title.open(file)) {
            for (long position = 0; position < file.size(); ) {
                long sent = in.transferTo(position, BUFFER_SIZE, out);
                if (sent <= 0) {
                    throw new EOFException("no more than " + position + " bytes of " + file.size() + " can be copied");
                }
                limit.take((int) sent);
                progress.add(sent);
                position += sent;
            }
        }
    }

    @Override
    public ReadableByteChannel again() throws IOException {
        return title.open(file);
    }

    /** Of an attempt that failed, something may still be read while the next is under way. */
    private final class Measured implements ReadableByteChannel {
        private final ReadableByteChannel in;
        private long counted;
        private boolean isDiscounted;

        Measured(ReadableByteChannel in) {
            this.in = in;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            int read = in.read(into);
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

        @Override
        public boolean isOpen() {
            return in.isOpen();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
