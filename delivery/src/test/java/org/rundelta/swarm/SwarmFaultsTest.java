package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Swarms whose peers are processes: some are killed, and one never asks. */
@Tag("nightly")
@Timeout(300)
class SwarmFaultsTest {
    private static final int EDGES = 6;
    private static final int ALL = 100;

    @TempDir
    Path folder;

    private final List<PeerProcess> peers = new ArrayList<>();
    private Path title;
    private Path torrent;

    @AfterEach
    void endAll() {
        peers.forEach(PeerProcess::close);
    }

    @Test
    void othersFinishWhenHalfOfThePeersAreKilled() throws Exception {
        makeTitle(6_000_000);
        PeerProcess seed = start(PeerProcess.Kind.SUPER_SEED, 500_000, ALL);
        List<PeerProcess> edges = startEdges(500_000, ALL);
        awaitSent(seed, 3_000_000);
        for (PeerProcess edge : edges.subList(0, EDGES / 2)) {
            assertThat(edge.report()[0]).as("it was not done").isPositive();
            edge.kill();
        }
        assertThatAllFinish(EDGES / 2);
    }

    @Test
    void allFinishWhenTheSeedIsKilledAfterOneCopy() throws Exception {
        makeTitle(6_000_000);
        PeerProcess seed = start(PeerProcess.Kind.SUPER_SEED, 1_500_000, ALL);
        List<PeerProcess> edges = startEdges(500_000, ALL);
        // Nothing leaves it twice before everything has left it once; what more it sent gave the last of that time to
        // come.
        awaitSent(seed, 6_600_000);
        seed.kill();
        for (PeerProcess edge : edges) {
            assertThat(edge.report()[0]).as("it was not done").isPositive();
        }
        assertThatAllFinish(0);
    }

    @Test
    void whoNeverAsksKeepsNothingFromOthers() throws Exception {
        makeTitle(1_000_000);
        PeerProcess seed = start(PeerProcess.Kind.SUPER_SEED, 0, ALL);
        Metainfo metainfo = Metainfo.read(torrent);
        try (SocketChannel silent = SocketChannel.open(seed.address())) {
            silent.write(PeerWire.Handshake.write(metainfo.infoHash(), "-XX0001-abcdefghijkl"));
            silent.write(PeerWire.message(PeerWire.INTERESTED));
            ByteBuffer first = ByteBuffer.allocate(1000);
            while (first.position()
                    < PeerWire.HANDSHAKE_BYTES + 8 * PeerWire.have(0).remaining()) {
                assertThat(silent.read(first)).isPositive();
            }
            startEdges(0, ALL);
            assertThatAllFinish(0);
        }
    }

    private void makeTitle(int bytes) throws Exception {
        title = TestFiles.random(folder.resolve("title"), 81, "1.m4s", bytes - 500, "manifest.mpd", 500);
        torrent = Files.write(folder.resolve("torrent"), TorrentMaker.make(title, TestTorrents.SMALL_PIECES, n -> {}));
    }

    /** Starts one more, which knows those before it. */
    private PeerProcess start(PeerProcess.Kind kind, long up, int slots) throws Exception {
        int number = peers.size();
        List<InetSocketAddress> known = peers.stream().map(PeerProcess::address).toList();
        Path home = kind == PeerProcess.Kind.FETCH ? folder.resolve("edge" + number) : folder;
        peers.add(new PeerProcess(kind, torrent, home, number + 2, up, slots, known));
        return peers.get(number);
    }

    private List<PeerProcess> startEdges(long up, int slots) throws Exception {
        for (int i = 0; i < EDGES; i++) {
            start(PeerProcess.Kind.FETCH, up, slots);
        }
        return List.copyOf(peers.subList(1, EDGES + 1));
    }

    private static void awaitSent(PeerProcess seed, long bytes) throws Exception {
        while (seed.report()[2] < bytes) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** @param killed so many of the edges, the first ones */
    private void assertThatAllFinish(int killed) throws Exception {
        for (int edge = 1 + killed; edge <= EDGES; edge++) {
            peers.get(edge).awaitComplete();
            TestFiles.assertSame(title, folder.resolve("edge" + edge).resolve("title"));
        }
    }
}
