package org.rundelta.push;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writing a file, first to the system's memory and then to the disk. */
final class DiskFile {
    private DiskFile() {}

    /**
     * Writes the stream's bytes to a file, in place of what it held, and reads them back.
     *
     * @param name what to call the file should it not be possible
     * @return whether they read back as they were written
     */
    static boolean write(Path file, String name, InputStream in) throws IOException {
        byte[] bytes = new byte[Source.BUFFER_SIZE];
        byte[] stored = new byte[Source.BUFFER_SIZE];
        boolean isSame = true;
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.READ,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                long position = channel.position();
                write(channel, name, ByteBuffer.wrap(bytes, 0, length));
                int read = readBack(channel, position, ByteBuffer.wrap(stored, 0, length));
                isSame &= Arrays.equals(bytes, 0, length, stored, 0, read);
            }
        }
        return isSame;
    }

    private static int readBack(FileChannel channel, long position, ByteBuffer stored) throws IOException {
        int read = 0;
        while (read >= 0 && stored.hasRemaining()) {
            read = channel.read(stored, position + stored.position());
        }
        return stored.position();
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
