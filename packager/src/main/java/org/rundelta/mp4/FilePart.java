package org.rundelta.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file, opened when it is first read and again when it is read after {@link #close()}. */
final class FilePart implements ByteSource.Part {
    private final Path file;
    private final long size;
    private FileChannel channel;

    FilePart(Path file) throws IOException {
        this.file = file;
        this.size = Files.size(file);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, byte[] target) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(file);
        }
        ByteBuffer buffer = ByteBuffer.wrap(target);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException(file + " became shorter while it was read: wait until it is complete");
            }
        }
    }

    @Override
    public String suffix() {
        return " of " + file.getFileName();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
