package org.rundelta.push;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writing a file, first to the system's memory and then to the disk. */
final class DiskFile {
    private static final int BUFFER_SIZE = 1 << 16;

    private DiskFile() {}

    /**
     * Writes the stream's bytes to a file, in place of what it held.
     *
     * @param name what to call the file should it not be possible
     */
    static void write(Path file, String name, InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                write(channel, name, ByteBuffer.wrap(buffer, 0, read));
            }
        }
    }

    /** Returns once a file, or the names in a folder, would survive a power cut. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Writing alone is guarded: of it the JDK's message has the reason, but no file. */
    private static void write(FileChannel channel, String name, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new IOException("cannot write " + name + ": " + e.getMessage() + "; make room, then push again", e);
        }
    }
}
