package org.rundelta.push;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
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
     * Writes bytes to a file, in place of what it held, and reads them back.
     *
     * @param name what to call the file should it not be possible
     * @return whether they read back as they were written
     */
    static boolean write(Path file, String name, ReadableByteChannel in) throws IOException {
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
                readBack(channel, position, stored.clear().limit(bytes.limit()));
                isSame &= bytes.rewind().equals(stored.flip());
                position += bytes.limit();
            }
        }
        return isSame;
    }

    /**
     * Writes bytes to a file, in place of what it held, and looks at none of them, so that the system can copy by itself.
     *
     * @param name what to call the file should it not be possible
     */
    static void copy(Path file, String name, Source source) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            source.copyTo(channel);
        } catch (FileSystemException e) {
            throw e; // which names the file
        } catch (IOException e) {
            throw unwritable(name, e);
        }
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
            throw unwritable(name, e);
        }
    }

    private static IOException unwritable(String name, IOException e) {
        return new IOException("cannot write " + name + ": " + e.getMessage() + "; make room, then push again", e);
    }
}
