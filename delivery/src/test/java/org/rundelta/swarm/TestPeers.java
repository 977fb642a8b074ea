package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Peers on loopback, each at an address of its own, closed together. */
final class TestPeers implements AutoCloseable {
    static final PeerOptions OPTIONS = PeerOptions.at(InetAddress.getLoopbackAddress());

    private static final PeerTiming PATIENT = new PeerTiming(PeerTiming.USUAL.choice(), Duration.ofHours(1));

    final List<Peer> peers = new ArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();

    private final Metainfo torrent;
    private final PeerListener listener = new PeerListener() {
        @Override
        public void checked(int bytes) {}

        @Override
        public void fetched(int bytes) {}

        @Override
        public void note(String line) {
            notes.add(line);
        }
    };

    TestPeers(Metainfo torrent) {
        this.torrent = torrent;
    }

    Peer seed(Path folder, boolean superSeed, long up) throws IOException {
        return added(Peer.seed(torrent, folder, options(up, superSeed, List.of()), listener));
    }

    Peer fetch(Path folder, long up, InetSocketAddress... known) throws IOException {
        return added(Peer.start(torrent, folder, options(up, false, List.of(known)), listener));
    }

    Peer seed(Path folder, PeerOptions options) throws IOException {
        return added(Peer.seed(torrent, folder, options, listener));
    }

    Peer fetch(Path folder, PeerOptions options) throws IOException {
        return added(Peer.start(torrent, folder, options, listener));
    }

    /** Those that are there. */
    List<InetSocketAddress> addresses() {
        return peers.stream().map(Peer::address).toList();
    }

    /** The address of the next peer. */
    InetAddress nextHost() throws IOException {
        return InetAddress.getByName("127.0.0." + (2 + peers.size()));
    }

    /** For a peer that never gives another up, however slow it is. */
    private PeerOptions options(long up, boolean superSeed, List<InetSocketAddress> known) throws IOException {
        return new PeerOptions(nextHost(), 0, known, up, 0, 100, false, superSeed).with(PATIENT);
    }

    private Peer added(Peer peer) {
        peers.add(peer);
        return peer;
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
    }
}
