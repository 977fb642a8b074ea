package org.rundelta.player;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rundelta.dash.ByteRange;

/** A file of this machine. */
final class FileBody implements Body {
    private static final int PART = 1 << 16;

    private final URI uri;
    private final InputStream in;
    private final long length;
    private long left;

    private FileBody(URI uri, InputStream in, long length) {
        this.uri = uri;
        this.in = in;
        this.length = length;
        left = length;
    }

    static FileBody open(URI uri, ByteRange range) throws IOException {
        Path file;
        try {
            file = Path.of(uri);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(uri + ": not the URL of a file", e);
        }
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(file + ": no such file; check the path", null);
        }
        if (!Files.isReadable(file)) {
            throw new RefusedException(file + ": permission denied; check its owner and permissions", null);
        }
        long size = Files.size(file);
        if (range != null && range.last() >= size) {
            throw new RefusedException(file + ": no bytes " + range + " in a file of " + size, null);
        }
        InputStream in = Files.newInputStream(file);
        boolean isOpen = false;
        try {
            in.skipNBytes(range == null ? 0 : range.first());
            isOpen = true;
            return new FileBody(uri, in, range == null ? size : range.length());
        } finally {
            if (!isOpen) {
                in.close();
            }
        }
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public byte[] next() throws IOException {
        byte[] part = in.readNBytes((int) Math.min(left, PART));
        left -= part.length;
        return part.length == 0 ? null : part;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
