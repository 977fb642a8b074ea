package org.rundelta.push;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writing a file, first to the system's memory and then to the disk. */
final class DiskFile {
    /** Of a thread, for all files that it writes. They are outside of the heap, from where nothing need be copied. */
    private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(() ->
            new Buffers(ByteBuffer.allocateDirect(Source.BUFFER_SIZE), ByteBuffer.allocateDirect(Source.BUFFER_SIZE)));

    private record Buffers(ByteBuffer bytes, ByteBuffer stored) {}

    private DiskFile() {}

    /**
     * Writes bytes to a file, in place of what it held.
     *
     * @param name what to call the file should it not be possible
     * @param readsBack whether to read what was written
     * @return whether they read back as they were written, if they were read
     */
    static boolean write(Path file, String name, ReadableByteChannel in, boolean readsBack) throws IOException {
        ByteBuffer bytes = BUFFERS.get().bytes;
        ByteBuffer stored = BUFFERS.get().stored;
        boolean isSame = true;
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.READ,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            long position = 0;
            while (in.read(bytes.clear()) >= 0) {
                write(channel, name, bytes.flip());
                if (readsBack) {
                    readBack(channel, position, stored.clear().limit(bytes.limit()));
                    isSame &= bytes.rewind().equals(stored.flip());
                }
                position += bytes.limit();
            }
        }
        return isSame;
    }

    private static void readBack(FileChannel channel, long position, ByteBuffer stored) throws IOException {
        int read = 0;
        while (read >= 0 && stored.hasRemaining()) {
            read = channel.read(stored, position + stored.position());
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
