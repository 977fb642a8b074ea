package org.rundelta.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The bytes of a file, of which some may still be on their way. One thread appends; any number read what has come, each at its
 * own place, and are told when there is more: nobody waits for anybody else. The bytes are in a file; once that cannot be
 * written, the rest is in memory, if there is enough of it. Who holds it releases it in the end, the last closes the file.
 */
public final class FileBody {
    private static final int KIB = 1024;

    private final Semaphore spareKib;
    private final List<Runnable> waiting = new ArrayList<>();
    private int holders = 1;
    private FileChannel channel;
    private ByteBuffer spare;
    private int takenKib;
    private volatile long onDisk;
    private volatile long available;
    private volatile boolean isEnded;
    private volatile IOException failure;

    private FileBody(Semaphore spareKib, FileChannel channel) {
        this.spareKib = spareKib;
        this.channel = channel;
    }

    /**
     * One that is yet to come.
     *
     * @param spareKib memory for what cannot be written, of all files together
     */
    static FileBody coming(Semaphore spareKib) {
        return new FileBody(spareKib, null);
    }

    /** One that is whole. */
    static FileBody whole(FileChannel channel, long size) {
        FileBody body = new FileBody(null, channel);
        body.onDisk = size;
        body.available = size;
        body.isEnded = true;
        return body;
    }

    /** Begins to come, into an empty file. */
    void writeTo(FileChannel file) {
        channel = file;
    }

    /**
     * Takes bytes that have come.
     *
     * @param left how many these are and all that are still to come
     * @return why they could not be written, if this is the first time
     * @throws IOException if there is no memory for them either
     */
    Optional<IOException> append(ByteBuffer bytes, long left) throws IOException {
        Optional<IOException> unwritten = Optional.empty();
        if (spare == null) {
            try {
                write(bytes);
            } catch (IOException e) {
                unwritten = Optional.of(e);
            }
        }
        if (bytes.hasRemaining()) {
            spare(bytes, left);
        }
        tellWaiting();
        return unwritten;
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (channel == null) {
            throw new IOException("there is no file to write to");
        }
        while (bytes.hasRemaining()) {
            long written = onDisk + channel.write(bytes, onDisk);
            onDisk = written;
            available = written;
        }
    }

    private void spare(ByteBuffer bytes, long left) throws IOException {
        if (spare == null) {
            int kib = (int) Math.min(Integer.MAX_VALUE, left / KIB + 1);
            if (left < bytes.remaining() || !spareKib.tryAcquire(kib)) {
                throw new IOException("nor is there memory for it");
            }
            takenKib = kib;
            spare = ByteBuffer.allocate((int) left);
        }
        if (spare.remaining() < bytes.remaining()) {
            throw new IOException("more came than was said");
        }
        long all = available + bytes.remaining();
        spare.put(bytes);
        available = all;
    }

    /** Whether all that came is in the file. */
    boolean isWritten() {
        return spare == null && channel != null;
    }

    FileChannel channel() {
        return channel;
    }

    /** All has come, or nothing more will, for a reason. */
    void end(IOException reason) {
        failure = reason;
        isEnded = true;
        tellWaiting();
    }

    private void tellWaiting() {
        List<Runnable> told;
        synchronized (this) {
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(Runnable::run);
    }

    /** How many bytes have come. */
    public long available() {
        return available;
    }

    /** Why no more will come, if something went wrong. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Has the action done, once, when there is more than so many bytes, or there never will be. */
    public void whenMoreThan(long count, Runnable action) {
        synchronized (this) {
            if (available <= count && !isEnded) {
                waiting.add(action);
                return;
            }
        }
        action.run();
    }

    /** Reads some of the bytes that have come, as many as there is room for or fewer. */
    public void read(ByteBuffer into, long position) throws IOException {
        long there = (position < onDisk ? onDisk : available) - position;
        int room = into.remaining();
        ByteBuffer part = into.slice(into.position(), (int) Math.min(room, there));
        if (position < onDisk) {
            if (channel.read(part, position) < 0) {
                throw new IOException("shortened while it was read");
            }
        } else {
            part.put(spare.array(), (int) (position - onDisk), part.remaining());
        }
        into.position(into.position() + part.position());
    }

    /** Must not be closed before one more has released it. */
    synchronized void hold() {
        holders++;
    }

    /** Nobody reads it any more, of those for whom it was held. */
    public void release() {
        synchronized (this) {
            holders--;
            if (holders > 0) {
                return;
            }
        }
        if (takenKib > 0) {
            spareKib.release(takenKib);
        }
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // it was read, or is not kept
        }
    }
}
