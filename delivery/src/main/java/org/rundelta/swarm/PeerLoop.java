package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The thread of a peer: connections, timers, and what others have it do. */
final class PeerLoop implements Runnable, Exchange.SwarmEvents {
    private static final String CLIENT = "-RD0001-";
    private static final int MAX_CONNECTIONS = 200;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int TICKS_TO_RATES = 4;
    private static final int TICKS_TO_CHOKES = 40;
    private static final int WANTED = 100;

    private final Metainfo metainfo;
    private final PeerOptions options;
    private final PeerListener listener;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final Disk disk;
    private final Exchange exchange;
    private final TokenBucket downLimit;
    private final PeerBook book = new PeerBook();
    private final List<PeerConnection> connections = new ArrayList<>();
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final Announcer announcer;
    private final Set<WebSeed> webSeeds = new HashSet<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private final String id;
    private long tickNanos = System.nanoTime();
    private int ticks;
    private int banned;
    private volatile PeerReport progress;
    private volatile boolean isStopped;
    private volatile boolean isOver;
    private volatile IOException failure;

    PeerLoop(Metainfo metainfo, PieceStore store, PeerOptions options, PeerListener listener) throws IOException {
        this.metainfo = metainfo;
        this.options = options;
        this.listener = listener;
        Random random = new SecureRandom();
        byte[] suffix = new byte[InfoHash.BYTES - CLIENT.length()];
        random.nextBytes(suffix);
        id = CLIENT + Bencode.string(suffix);
        disk = new Disk(metainfo, store, this::post, this::fail);
        downLimit = new TokenBucket(options.downBytesPerSecond(), System.nanoTime());
        exchange = new Exchange(metainfo, store.have(), disk, options, downLimit, new Random(random.nextLong()), this);
        selector = Selector.open();
        server = ServerSocketChannel.open();
        listen();
        options.peers().forEach(peer -> book.add(peer, System.nanoTime()));
        progress = report();
        announcer = new Announcer(metainfo.trackers(), this::announce, this::add, listener::note);
        if (!exchange.isComplete()) {
            metainfo.webSeeds()
                    .forEach(url -> webSeeds.add(new WebSeed(url, metainfo, exchange, this::post, listener::note)));
        }
    }

    private void listen() throws IOException {
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(options.host(), options.port()));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            server.close();
            selector.close();
            throw new IOException(
                    options.host().getHostAddress() + ":" + options.port() + ": " + e.getMessage()
                            + "; choose another --host or --port",
                    e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(options.host(), server.socket().getLocalPort());
    }

    CompletableFuture<Void> complete() {
        return complete;
    }

    boolean isOver() {
        return isOver;
    }

    /** Has the thread do this soon. */
    void post(Runnable work) {
        posted.add(work);
        selector.wakeup();
    }

    void stop() {
        isStopped = true;
        selector.wakeup();
    }

    /** Adds peers to dial. */
    private void add(List<InetSocketAddress> peers) {
        InetSocketAddress own = address();
        post(() -> {
            peers.stream().filter(peer -> !peer.equals(own)).forEach(peer -> book.add(peer, System.nanoTime()));
            dial();
        });
    }

    private Announce announce(Optional<Announce.Event> event) {
        PeerReport now = progress;
        return new Announce(metainfo.infoHash(), id, address(), now.sent(), now.received(), now.left(), event, WANTED);
    }

    PeerReport report() {
        return new PeerReport(
                exchange.left(),
                exchange.received(),
                exchange.sent(),
                exchange.peers().size(),
                banned);
    }

    @Override
    public void run() {
        try {
            if (exchange.isComplete()) {
                disk.finish(this::completed);
            }
            dial();
            while (!isStopped) {
                turn();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        } finally {
            isOver = true;
            close();
            complete.completeExceptionally(new IOException("the peer was closed before it was complete"));
            runPosted();
        }
    }

    private void turn() throws IOException {
        long now = System.nanoTime();
        long waitNanos = Math.min(tickNanos + TICK_NANOS - now, exchange.nanosToServe(now));
        if (connections.stream().anyMatch(connection -> !connection.isListening())) {
            waitNanos = Math.min(waitNanos, downLimit.nanosToSome(now));
        }
        if (waitNanos > 0) {
            selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(waitNanos)));
        } else {
            selector.selectNow(this::ready);
        }
        runPosted();
        now = System.nanoTime();
        if (now - tickNanos >= TICK_NANOS) {
            tick(now);
        }
        exchange.serve(now);
        boolean mayReceive = downLimit.hasSome(now);
        for (PeerConnection connection : List.copyOf(connections)) {
            if (connection.channel.isConnected()) {
                guard(connection, () -> {
                    connection.flush();
                    connection.listen(mayReceive);
                });
            }
        }
    }

    private void runPosted() {
        for (Runnable work = posted.poll(); work != null; work = posted.poll()) {
            work.run();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** What goes wrong with a connection ends it, and nothing else. */
    private void guard(PeerConnection connection, Step step) {
        if (!connection.channel.isOpen() || !connections.contains(connection)) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            drop(connection);
        }
    }

    private void ready(SelectionKey key) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
            return;
        }
        PeerConnection connection = (PeerConnection) key.attachment();
        guard(connection, () -> {
            if (key.isConnectable()) {
                connection.channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                connection.send(PeerWire.Handshake.write(metainfo.infoHash(), id));
            } else if (key.isReadable()) {
                receive(connection);
            }
        });
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
            if (connections.size() >= MAX_CONNECTIONS || book.isBanned(from.getAddress())) {
                channel.close();
                return;
            }
            register(channel, from, false, SelectionKey.OP_READ);
        } catch (IOException e) {
            // It hung up before it was greeted.
        }
    }

    private PeerConnection register(SocketChannel channel, InetSocketAddress address, boolean isOutgoing, int operation)
            throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, operation);
        PeerConnection connection = new PeerConnection(channel, address, isOutgoing, key);
        key.attach(connection);
        connections.add(connection);
        return connection;
    }

    private void dial(InetSocketAddress address) {
        try {
            PeerConnection connection = register(SocketChannel.open(), address, true, SelectionKey.OP_CONNECT);
            guard(connection, () -> {
                if (!options.host().isAnyLocalAddress()) {
                    connection.channel.bind(new InetSocketAddress(options.host(), 0));
                }
                connection.channel.connect(address);
            });
        } catch (IOException e) {
            book.left(address, false, System.nanoTime());
        }
    }

    private void receive(PeerConnection connection) throws IOException {
        if (!downLimit.hasSome(System.nanoTime())) {
            connection.listen(false);
            return;
        }
        downLimit.take(connection.receive());
        if (connection.remote == null) {
            PeerWire.Handshake handshake = connection.handshake();
            if (handshake == null) {
                return;
            }
            shakeHands(connection, handshake);
        }
        connection.deliver();
    }

    private void shakeHands(PeerConnection connection, PeerWire.Handshake handshake) throws SwarmException {
        if (!handshake.infoHash().equals(metainfo.infoHash())) {
            throw new SwarmException("has another torrent");
        }
        if (handshake.peerId().equals(id)) {
            book.forget(connection.address);
            throw new SwarmException("is this peer");
        }
        if (!connection.isOutgoing) {
            connection.send(PeerWire.Handshake.write(metainfo.infoHash(), id));
        }
        yieldTo(connection, handshake.peerId());
        RemotePeer peer = new RemotePeer(connection, handshake, exchange);
        connection.hasShakenHands(peer, new WireReader(metainfo, peer));
        exchange.joined(peer, handshake.hasExtensions());
    }

    /** Of two connections with a peer both ends keep the same: the one that was dialled by the greater id. */
    private void yieldTo(PeerConnection connection, String peerId) throws SwarmException {
        Optional<PeerConnection> other = connections.stream()
                .filter(any -> any.remote != null && any.remote.id.equals(peerId))
                .findFirst();
        if (other.isEmpty()) {
            return;
        }
        boolean ownIsGreater = id.compareTo(peerId) > 0;
        if (connection.isOutgoing == other.get().isOutgoing || connection.isOutgoing != ownIsGreater) {
            throw new SwarmException("is connected already");
        }
        drop(other.get());
    }

    private void drop(PeerConnection connection) {
        connection.close();
        connections.remove(connection);
        boolean wasUseful = connection.remote != null;
        if (connection.isOutgoing) {
            book.left(connection.address, wasUseful, System.nanoTime());
        }
        if (wasUseful) {
            exchange.left(connection.remote);
        }
    }

    private void tick(long now) throws IOException {
        double seconds = (now - tickNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        tickNanos = now;
        progress = report();
        ticks++;
        if (ticks % TICKS_TO_RATES == 0) {
            exchange.tick(seconds * TICKS_TO_RATES);
        }
        if (ticks % TICKS_TO_CHOKES == 0) {
            exchange.rechoke();
        }
        for (PeerConnection connection : List.copyOf(connections)) {
            boolean isIdle = exchange.isComplete() && connection.remote != null && connection.remote.isSeed();
            if (!connection.isAlive(now) || isIdle) {
                drop(connection);
            }
            if (isIdle && connection.isOutgoing) {
                book.forget(connection.address);
            }
        }
        dial();
    }

    /** Dials those whose time has come. */
    private void dial() {
        while (connections.size() < MAX_CONNECTIONS) {
            Optional<InetSocketAddress> next = book.next(System.nanoTime());
            if (next.isEmpty()) {
                break;
            }
            dial(next.get());
        }
    }

    @Override
    public void pieceCame(int bytes) {
        listener.fetched(bytes);
    }

    @Override
    public void completed() {
        webSeeds.forEach(WebSeed::close);
        progress = report();
        if (exchange.received() > 0) {
            announcer.tell(Announce.Event.COMPLETED);
        }
        complete.complete(null);
    }

    @Override
    public void corrupt(Source source) {
        boolean isNew = source instanceof RemotePeer peer ? ban(peer) : ban((WebSeed) source);
        if (isNew) {
            banned++;
            listener.note(source.address() + " sent a piece that is not what the torrent has; banned");
        }
    }

    private boolean ban(WebSeed webSeed) {
        webSeed.close();
        return webSeeds.remove(webSeed);
    }

    private boolean ban(RemotePeer peer) {
        InetAddress address = peer.connection.address.getAddress();
        boolean isNew = book.ban(address);
        connections.stream()
                .filter(connection -> connection.address.getAddress().equals(address))
                .toList()
                .forEach(this::drop);
        return isNew;
    }

    private void fail(Exception e) {
        IOException cause = e instanceof IOException io ? io : new IOException("the swarm met a defect: " + e, e);
        failure = failure == null ? cause : failure;
        complete.completeExceptionally(failure);
        isStopped = true;
    }

    /** What ended the loop; null if it was asked to end. */
    IOException failure() {
        return failure;
    }

    private void close() {
        progress = report();
        webSeeds.forEach(WebSeed::close);
        announcer.close();
        List.copyOf(connections).forEach(PeerConnection::close);
        try {
            server.close();
            disk.close();
            selector.close();
        } catch (IOException e) {
            fail(e);
        }
    }
}
