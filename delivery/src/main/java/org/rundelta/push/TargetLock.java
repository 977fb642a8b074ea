package org.rundelta.push;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a directory for one push. The operating system frees the lock of a process that dies, however it dies. The lock
 * file itself stays for good: were it deleted, two processes could hold locks on two files of the same name.
 */
final class TargetLock implements Closeable {
    /** Closing any channel of a file frees all locks that the process has on it, so a second one must not be opened. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private TargetLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock or fails at once.
     *
     * @param file made if absent; its folder exists
     * @throws IOException if another push holds it
     */
    static TargetLock acquire(Path file) throws IOException {
        Path real = file.getParent().toRealPath().resolve(file.getFileName());
        if (!HELD_HERE.add(real)) {
            throw held();
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            throw held();
        } finally {
            if (lock == null) {
                release(real, channel);
            }
        }
        if (lock == null) {
            throw held();
        }
        return new TargetLock(real, channel);
    }

    @Override
    public void close() throws IOException {
        release(file, channel);
    }

    private static void release(Path file, FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD_HERE.remove(file);
        }
    }

    private static IOException held() {
        return new IOException("another push to it is under way: wait for its end");
    }
}
