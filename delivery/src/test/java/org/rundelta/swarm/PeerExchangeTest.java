package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that know each other only from another; with libtorrent, where it is installed. */
@Timeout(60)
class PeerExchangeTest {
    private static final long SLOW = 200_000;
    private static final InetSocketAddress OTHER = new InetSocketAddress("10.0.0.1", 50_001);
    private static final InetSocketAddress THIRD = new InetSocketAddress("10.0.0.3", 6883);

    @TempDir
    Path folder;

    private Path title;

    @BeforeEach
    void makeTitle() throws Exception {
        title = TestFiles.random(folder.resolve("title"), 8, "1.m4s", 2_000_000);
    }

    @Test
    void peersThatKnowTheSeedAloneFindEachOther() throws Exception {
        try (TestPeers swarm = new TestPeers(TestTorrents.of(title))) {
            swarm.seed(folder, options(swarm, List.of()));
            Peer first = swarm.fetch(folder.resolve("first"), options(swarm, swarm.addresses()));
            awaitPeers(first, 1);
            Peer second = swarm.fetch(
                    folder.resolve("second"), options(swarm, swarm.addresses().subList(0, 1)));
            awaitPeers(second, 2);
            assertThat(first.report().peers()).isEqualTo(2);
        }
    }

    @Tag("nightly")
    @Test
    void oursHearsFromLibtorrent() throws Exception {
        Libtorrent.assume();
        Path torrent = write(false);
        try (TestPeers swarm = new TestPeers(Metainfo.read(torrent))) {
            Peer first = swarm.fetch(folder.resolve("first"), options(swarm, List.of()));
            Peer second = swarm.fetch(folder.resolve("second"), options(swarm, List.of()));
            Process theirs = Libtorrent.start(
                    "seed",
                    torrent.toString(),
                    folder.toString(),
                    "--bind",
                    "127.0.0.9",
                    "--pex",
                    "--up",
                    Long.toString(SLOW),
                    "--peer",
                    text(first.address()),
                    "--peer",
                    text(second.address()));
            try {
                awaitPeers(first, 2);
                awaitPeers(second, 2);
            } finally {
                theirs.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void libtorrentHearsFromOurs() throws Exception {
        Libtorrent.assume();
        Path torrent = write(false);
        try (TestPeers swarm = new TestPeers(Metainfo.read(torrent))) {
            Peer seed = swarm.seed(folder, options(swarm, List.of()));
            Peer first = swarm.fetch(folder.resolve("first"), options(swarm, swarm.addresses()));
            awaitPeers(first, 1);
            Process theirs = Libtorrent.start(
                    "leech",
                    torrent.toString(),
                    folder.resolve("theirs").toString(),
                    "--bind",
                    "127.0.0.9",
                    "--pex",
                    "--peer",
                    text(seed.address()));
            try {
                awaitPeers(first, 2);
            } finally {
                theirs.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void privateTorrentIsNotSpokenOf() throws Exception {
        for (boolean isPrivate : new boolean[] {true, false}) {
            Metainfo torrent = Metainfo.read(write(isPrivate));
            try (TestPeers swarm = new TestPeers(torrent)) {
                Peer seed = swarm.seed(folder, options(swarm, List.of()));
                assertThat(extensions(seed, torrent).contains("ut_pex")).isEqualTo(!isPrivate);
            }
        }
    }

    @Test
    void eachIsToldOnceOfEachAndEveryMinuteAtMost() throws Exception {
        PeerGossip gossip = new PeerGossip(OTHER, false, 6881, peers -> {});
        long now = TimeUnit.SECONDS.toNanos(5);
        assertThat(gossip.tell(List.of(THIRD), now))
                .as("it has not asked for it")
                .isEmpty();
        gossip.greeted(handshake(Map.of("m", Map.of("ut_pex", 7), "p", 6882)));
        InetSocketAddress itself = new InetSocketAddress("10.0.0.1", 6882);
        assertThat(gossip.address()).hasValue(itself);
        assertThat(gossip.tell(List.of(itself), now)).isEmpty();
        ByteBuffer told = gossip.tell(List.of(itself, THIRD), now).orElseThrow();
        assertThat(told.get(5)).isEqualTo((byte) 7);
        assertThat(gossip.tell(List.of(), now + TimeUnit.SECONDS.toNanos(59))).isEmpty();
        byte[] gone = payload(
                gossip.tell(List.of(itself), now + TimeUnit.SECONDS.toNanos(60)).orElseThrow());
        assertThat(Bencode.decodeDictionary(gone).bytes("dropped")).hasSize(6);
        assertThat(Bencode.decodeDictionary(gone).bytes("added")).isEmpty();
    }

    @Test
    void whatIsHeardIsLimited() throws Exception {
        List<InetSocketAddress> found = new ArrayList<>();
        PeerGossip gossip = new PeerGossip(OTHER, true, 6881, found::addAll);
        List<InetSocketAddress> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 1, (byte) i}), 6881));
        }
        gossip.heard(PeerGossip.message(many, List.of()), 0);
        assertThat(found).hasSize(50);
        gossip.heard(PeerGossip.message(many, List.of()), 1);
        assertThat(found).as("too soon").hasSize(50);
        found.clear();
        InetSocketAddress own = new InetSocketAddress(InetAddress.getLoopbackAddress(), 22);
        gossip.heard(PeerGossip.message(List.of(own, THIRD), List.of()), TimeUnit.HOURS.toNanos(1));
        assertThat(found).containsExactly(THIRD);
    }

    private static PeerOptions options(TestPeers swarm, List<InetSocketAddress> known) throws Exception {
        return new PeerOptions(swarm.nextHost(), 0, known, SLOW, 0, 100, false, false).withPeerExchange();
    }

    private Path write(boolean isPrivate) throws Exception {
        TorrentOptions options = new TorrentOptions(Optional.of(1 << 14), isPrivate, List.of(), List.of());
        return Files.write(folder.resolve("torrent"), TorrentMaker.make(title, options, n -> {}));
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static void awaitPeers(Peer peer, int count) throws Exception {
        while (peer.report().peers() < count) {
            assertThat(peer.report().left())
                    .as("it is done before it finds others")
                    .isPositive();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static BencodeDictionary handshake(Map<String, Object> values) throws SwarmException {
        return Bencode.decodeDictionary(Bencode.encode(values));
    }

    private static byte[] payload(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining() - 6];
        message.position(6).get(bytes);
        return bytes;
    }

    /** What a peer says of extensions. */
    private static String extensions(Peer peer, Metainfo torrent) throws Exception {
        try (Socket socket =
                new Socket(peer.address().getAddress(), peer.address().getPort())) {
            byte[] greeting = new byte[PeerWire.HANDSHAKE_BYTES];
            PeerWire.Handshake.write(torrent.infoHash(), "-XX0001-abcdefghijkl").get(greeting);
            socket.getOutputStream().write(greeting);
            InputStream in = socket.getInputStream();
            StringBuilder said = new StringBuilder();
            while (!said.toString().contains("8:Rundelta")) {
                said.append((char) in.read());
            }
            return said.toString();
        }
    }
}
