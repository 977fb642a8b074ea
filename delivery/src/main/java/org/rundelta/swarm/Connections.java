package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Who a peer is connected with: dials and is dialled, greets, and hangs up; in the thread of the swarm alone. */
final class Connections implements AutoCloseable {
    private static final String CLIENT = "-RD0001-";
    private static final int MAX_CONNECTIONS = 200;

    /** From there on nothing is heard of what peers tell of others, so that there is room for what trackers name. */
    private static final int MAX_HEARD = 500;

    private final Metainfo metainfo;
    private final PeerOptions options;
    private final Exchange exchange;
    private final TokenBucket downLimit;
    private final String id;
    private final Selector selector;
    private final PeerPort port;
    private final PeerBook book = new PeerBook();
    private final List<PeerConnection> all = new ArrayList<>();
    private boolean mayReceive = true;

    /** Listens, and knows the peers that the options name. */
    Connections(Metainfo metainfo, PeerOptions options, Exchange exchange, TokenBucket downLimit, Random random)
            throws IOException {
        this.metainfo = metainfo;
        this.options = options;
        this.exchange = exchange;
        this.downLimit = downLimit;
        byte[] suffix = new byte[InfoHash.BYTES - CLIENT.length()];
        random.nextBytes(suffix);
        id = CLIENT + Bencode.string(suffix);
        selector = Selector.open();
        port = listen();
        options.peers().forEach(peer -> book.keep(peer, System.nanoTime()));
    }

    private PeerPort listen() throws IOException {
        try {
            return new PeerPort(options.host(), options.port(), selector);
        } catch (IOException e) {
            selector.close();
            throw e;
        }
    }

    /** The peer's name in the protocol, 20 bytes. */
    String id() {
        return id;
    }

    InetSocketAddress address() {
        return port.address();
    }

    /** Ends a wait, from any thread. */
    void wakeup() {
        selector.wakeup();
    }

    /** Waits until something came, at most so long, and takes it. */
    void await(long nanos) throws IOException {
        long most = nanos;
        if (!mayReceive) {
            most = Math.min(most, downLimit.nanosToSome(System.nanoTime()));
        }
        if (most > 0) {
            selector.select(this::ready, Math.max(1, TimeUnit.NANOSECONDS.toMillis(most)));
        } else {
            selector.selectNow(this::ready);
        }
    }

    /** Sends what there is to send, and listens as far as the limit lets. */
    void flush(long nowNanos) {
        mayReceive = downLimit.hasSome(nowNanos);
        for (PeerConnection connection : List.copyOf(all)) {
            if (connection.channel.isConnected()) {
                guard(connection, () -> {
                    connection.flush();
                    connection.listen(mayReceive && connection.takesAnswers());
                });
            }
        }
    }

    /** Hangs up where nothing comes, and where neither end needs the other. */
    void tick(long nowNanos) {
        for (PeerConnection connection : List.copyOf(all)) {
            boolean isIdle = exchange.isComplete() && connection.remote != null && connection.remote.isSeed();
            if (!connection.isAlive(nowNanos) || isIdle) {
                drop(connection);
            }
            if (isIdle && connection.isOutgoing) {
                book.forget(connection.address);
            }
        }
        if (exchangesPeers()) {
            gossip(nowNanos);
        }
    }

    private boolean exchangesPeers() {
        return options.exchangesPeers() && !metainfo.isPrivate();
    }

    /** Tells each of the others. */
    private void gossip(long nowNanos) {
        List<InetSocketAddress> connected = reachable();
        for (PeerConnection connection : all) {
            if (connection.remote != null) {
                connection
                        .remote
                        .gossip
                        .flatMap(gossip -> gossip.tell(connected, nowNanos))
                        .ifPresent(connection::send);
            }
        }
    }

    /** Where connected peers are reached, as far as that is known. */
    private List<InetSocketAddress> reachable() {
        return all.stream()
                .filter(connection -> connection.remote != null)
                .flatMap(connection -> connection.remote.gossip.stream())
                .flatMap(gossip -> gossip.address().stream())
                .toList();
    }

    private void heardOf(List<InetSocketAddress> peers) {
        if (book.size() < MAX_HEARD) {
            List<InetSocketAddress> connected = reachable();
            know(peers.stream().filter(peer -> !connected.contains(peer)).toList());
        }
    }

    /** Adds peers to dial. */
    void know(List<InetSocketAddress> peers) {
        InetSocketAddress own = address();
        peers.stream().filter(peer -> !peer.equals(own)).forEach(peer -> book.add(peer, System.nanoTime()));
    }

    /** Dials those whose time has come. */
    void dial() {
        while (all.size() < MAX_CONNECTIONS) {
            Optional<InetSocketAddress> next = book.next(System.nanoTime());
            if (next.isEmpty()) {
                break;
            }
            dial(next.get());
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /** What goes wrong with a connection ends it, and nothing else. */
    private void guard(PeerConnection connection, Step step) {
        if (!connection.channel.isOpen()) {
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
            SocketChannel channel = port.accept();
            if (channel == null) {
                return;
            }
            InetSocketAddress from = (InetSocketAddress) channel.getRemoteAddress();
            if (all.size() >= MAX_CONNECTIONS) {
                dropSilent();
            }
            if (all.size() >= MAX_CONNECTIONS || book.isBanned(from.getAddress())) {
                channel.close();
                return;
            }
            register(channel, from, false, SelectionKey.OP_READ);
        } catch (IOException e) {
            // It hung up before it was greeted.
        }
    }

    /** Makes room: of those that have not said who they are the first has had the most time to. */
    private void dropSilent() {
        all.stream().filter(connection -> connection.remote == null).findFirst().ifPresent(this::drop);
    }

    private PeerConnection register(SocketChannel channel, InetSocketAddress address, boolean isOutgoing, int operation)
            throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, operation);
        PeerConnection connection = new PeerConnection(channel, address, isOutgoing, key);
        key.attach(connection);
        all.add(connection);
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
            mayReceive = false;
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
            if (connection.isOutgoing) {
                book.ignore(connection.address);
            }
            throw new SwarmException("is this peer");
        }
        if (!connection.isOutgoing) {
            connection.send(PeerWire.Handshake.write(metainfo.infoHash(), id));
        }
        yieldTo(connection, handshake.peerId());
        Optional<PeerGossip> gossip = exchangesPeers()
                ? Optional.of(new PeerGossip(
                        connection.address, connection.isOutgoing, address().getPort(), this::heardOf))
                : Optional.empty();
        RemotePeer peer = new RemotePeer(connection, handshake, exchange, gossip);
        connection.hasShakenHands(peer, new WireReader(metainfo, peer));
        exchange.joined(peer, handshake.hasExtensions());
    }

    /** Of two connections with a peer both ends keep the same: the one that was dialled by the greater id. */
    private void yieldTo(PeerConnection connection, String peerId) throws SwarmException {
        Optional<PeerConnection> other = all.stream()
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
        all.remove(connection);
        boolean wasUseful = connection.remote != null;
        if (connection.isOutgoing) {
            book.left(connection.address, wasUseful, System.nanoTime());
        }
        if (wasUseful) {
            exchange.left(connection.remote);
        }
    }

    /** Hangs up on an address for good; whether it was not banned before. */
    boolean ban(InetAddress address) {
        boolean isNew = book.ban(address);
        all.stream()
                .filter(connection -> connection.address.getAddress().equals(address))
                .toList()
                .forEach(this::drop);
        return isNew;
    }

    /** Hangs up on everybody, and is not reached any more. */
    void hangUp() throws IOException {
        List.copyOf(all).forEach(PeerConnection::close);
        port.close();
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
