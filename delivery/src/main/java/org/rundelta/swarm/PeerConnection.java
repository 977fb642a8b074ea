package org.rundelta.swarm;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The connection to a peer: bytes in, which become messages, and messages out, which become bytes. */
final class PeerConnection {
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(180);
    private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final int MAX_GATHERED = 64;
    private static final int IN_BYTES = 256 << 10;

    /** Answers that may wait for the other end to take them, beside pieces, of which {@link #hasRoom} has fewer wait. */
    private static final int MAX_WAITING = 4096;

    final SocketChannel channel;
    final InetSocketAddress address;
    final boolean isOutgoing;

    /** Who is at the other end; null until its handshake came. */
    RemotePeer remote;

    private final SelectionKey key;
    private final ByteBuffer in;
    private final Deque<Outgoing> out = new ArrayDeque<>();
    private long waiting;
    private long expected;
    private WireReader reader;
    private long receivedNanos = System.nanoTime();
    private long sentNanos = receivedNanos;

    private record Outgoing(ByteBuffer bytes, Consumer<ByteBuffer> done) {}

    PeerConnection(SocketChannel channel, InetSocketAddress address, boolean isOutgoing, SelectionKey key) {
        this.channel = channel;
        this.address = address;
        this.isOutgoing = isOutgoing;
        this.key = key;
        in = ByteBuffer.allocateDirect(IN_BYTES);
    }

    /** From here on, what comes in is messages to {@code peer}. */
    void hasShakenHands(RemotePeer peer, WireReader messages) throws SwarmException {
        if (messages.maxMessage() > IN_BYTES) {
            throw new SwarmException("would send longer messages than there is room for");
        }
        remote = peer;
        reader = messages;
    }

    /** The handshake of the other end, once it is there; null before. */
    PeerWire.Handshake handshake() throws SwarmException {
        if (in.position() < PeerWire.HANDSHAKE_BYTES) {
            return null;
        }
        in.flip();
        PeerWire.Handshake handshake = PeerWire.Handshake.read(in);
        in.compact();
        return handshake;
    }

    /**
     * Takes what has come.
     *
     * @return how many bytes
     * @throws EOFException if the other end hung up
     */
    int receive() throws IOException {
        int count = channel.read(in);
        if (count < 0) {
            throw new EOFException();
        }
        receivedNanos = System.nanoTime();
        return count;
    }

    /** Hands on the messages that are whole. */
    void deliver() throws SwarmException {
        in.flip();
        reader.read(in);
        in.compact();
    }

    void send(ByteBuffer message) {
        send(message, bytes -> {});
    }

    /** Sends, and hands the buffer back when that is done, or will never be. */
    void send(ByteBuffer message, Consumer<ByteBuffer> done) {
        if (!channel.isOpen()) {
            done.accept(message);
            return;
        }
        out.add(new Outgoing(message, done));
        waiting += message.remaining();
    }

    /** That many bytes are being read to be sent; fewer than none, if they are. */
    void expect(int bytes) {
        expected += bytes;
    }

    /** Whether less than that is still to be written. */
    boolean hasRoom(int bytes) {
        return waiting + expected < bytes;
    }

    /** Writes what there is, as far as the other end takes it; the rest when it takes more. */
    void flush() throws IOException {
        while (!out.isEmpty()) {
            ByteBuffer[] batch =
                    out.stream().limit(MAX_GATHERED).map(Outgoing::bytes).toArray(ByteBuffer[]::new);
            long written = channel.write(batch);
            waiting -= written;
            sentNanos = System.nanoTime();
            while (!out.isEmpty() && !out.peek().bytes().hasRemaining()) {
                Outgoing done = out.remove();
                done.done().accept(done.bytes());
            }
            if (batch[batch.length - 1].hasRemaining()) {
                break;
            }
        }
        interest(SelectionKey.OP_WRITE, !out.isEmpty());
    }

    /** Whether to be told of what comes in. */
    void listen(boolean isListening) {
        interest(SelectionKey.OP_READ, isListening);
    }

    /** Whether the other end takes what it is answered; who asks on without is not listened to. */
    boolean takesAnswers() {
        return out.size() < MAX_WAITING;
    }

    private void interest(int operation, boolean isWanted) {
        int now = key.interestOps();
        int next = isWanted ? now | operation : now & ~operation;
        if (next != now) {
            key.interestOps(next);
        }
    }

    /** Keeps the connection alive; whether the other end does, too. */
    boolean isAlive(long nowNanos) {
        if (remote != null && nowNanos - sentNanos > KEEP_ALIVE_NANOS) {
            send(PeerWire.keepAlive());
        }
        return nowNanos - receivedNanos < (remote == null ? HANDSHAKE_NANOS : IDLE_NANOS);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no more use either way.
        }
        out.forEach(outgoing -> outgoing.done().accept(outgoing.bytes()));
        out.clear();
    }
}
