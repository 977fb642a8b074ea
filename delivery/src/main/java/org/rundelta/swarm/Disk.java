package org.rundelta.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Hashes, writes and reads pieces, in threads of its own; what follows from it is done in the thread of the swarm. */
final class Disk implements AutoCloseable {
    /** Requests that are read, and sent, together. */
    static final int BATCH = 16;

    private static final int BATCH_BYTES = BATCH * (PeerWire.PIECE_HEADER_BYTES + PeerWire.REQUEST_BYTES);
    private static final int POOLED = 32;
    private static final long PATIENCE_SECONDS = 30;

    private final Metainfo metainfo;
    private final PieceStore store;
    private final Consumer<Runnable> swarm;
    private final Consumer<Exception> failure;
    private final ExecutorService hashing = Executors.newSingleThreadExecutor(run -> daemon(run, "swarm-hash"));
    private final ExecutorService access = Executors.newSingleThreadExecutor(run -> daemon(run, "swarm-disk"));
    private final Queue<ByteBuffer> pool = new ArrayBlockingQueue<>(POOLED);

    /** Work on files. */
    private interface Access {
        void run() throws IOException;
    }

    /**
     * Starts the threads.
     *
     * @param swarm runs what follows
     * @param failure is told, in the swarm's thread, what ends everything
     */
    Disk(Metainfo metainfo, PieceStore store, Consumer<Runnable> swarm, Consumer<Exception> failure) {
        this.metainfo = metainfo;
        this.store = store;
        this.swarm = swarm;
        this.failure = failure;
    }

    private static Thread daemon(Runnable run, String name) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Writes the piece if its hash is right, and tells whether it was. */
    void keep(int piece, byte[] data, Consumer<Boolean> then) {
        hashing.execute(() -> {
            if (metainfo.matches(piece, data)) {
                access(() -> {
                    store.write(piece, ByteBuffer.wrap(data));
                    swarm.accept(() -> then.accept(true));
                });
            } else {
                swarm.accept(() -> then.accept(false));
            }
        });
    }

    /** Reads what was asked for, at most {@link #BATCH}, as messages one after the other; {@link #done} takes them back. */
    void read(List<PieceRequest> requests, Consumer<ByteBuffer> then) {
        ByteBuffer pooled = pool.poll();
        ByteBuffer messages = pooled == null ? ByteBuffer.allocateDirect(BATCH_BYTES) : pooled.clear();
        access(() -> {
            for (PieceRequest request : requests) {
                PeerWire.putPieceHeader(messages, request);
                messages.limit(messages.position() + request.length());
                store.read(request.piece(), request.begin(), messages);
                messages.limit(messages.capacity());
            }
            messages.flip();
            swarm.accept(() -> then.accept(messages));
        });
    }

    void done(ByteBuffer messages) {
        pool.offer(messages);
    }

    /** Gives all files their names. */
    void finish(Runnable then) {
        access(() -> {
            store.finish();
            swarm.accept(then);
        });
    }

    /** What has come is still wanted. */
    void touch() {
        access(store::touch);
    }

    private void access(Access work) {
        access.execute(() -> {
            try {
                work.run();
            } catch (IOException | RuntimeException e) {
                swarm.accept(() -> failure.accept(e));
            }
        });
    }

    /** Ends when what was begun is written. */
    @Override
    public void close() throws IOException {
        try {
            hashing.shutdown();
            hashing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
            access.shutdown();
            access.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
