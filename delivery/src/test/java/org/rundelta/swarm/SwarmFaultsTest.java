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

/** Swarms whose peers are processes: some are killed, and one never asks. What the others lack comes when all are there. */
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
        List<PeerProcess> edges = startEdges(300_000);
        PeerProcess seed = start(PeerProcess.Kind.SUPER_SEED, 500_000);
        while (seed.report()[2] < 3_000_000) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        for (PeerProcess edge : edges.subList(0, EDGES / 2)) {
            assertThat(edge.report()[0]).as("it was not done").isPositive();
            edge.kill();
        }
        assertThatAllFinish(edges.subList(EDGES / 2, EDGES));
    }

    @Test
    void allFinishWhenTheSeedIsKilledAfterOneCopy() throws Exception {
        makeTitle(6_000_000);
        // What they can send each other while one copy leaves the seed is far from all that they lack.
        List<PeerProcess> edges = startEdges(200_000);
        try (PeerWatches watches = new PeerWatches(edges, Metainfo.read(torrent))) {
            PeerProcess seed = start(PeerProcess.Kind.SUPER_SEED, 1_500_000);
            while (!watches.isOneCopyThere()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            seed.kill();
        }
        for (PeerProcess edge : edges) {
            assertThat(edge.report()[0]).as("it was not done").isPositive();
        }
        assertThatAllFinish(edges);
    }

    @Test
    void whoNeverAsksKeepsNothingFromOthers() throws Exception {
        makeTitle(1_000_000);
        PeerProcess seed = start(PeerProcess.Kind.SUPER_SEED, 0);
        Metainfo metainfo = Metainfo.read(torrent);
        try (SocketChannel silent = SocketChannel.open(seed.address())) {
            silent.write(PeerWire.Handshake.write(metainfo.infoHash(), "-XX0001-abcdefghijkl"));
            silent.write(PeerWire.message(PeerWire.INTERESTED));
            ByteBuffer first = ByteBuffer.allocate(1000);
            while (first.position()
                    < PeerWire.HANDSHAKE_BYTES + 8 * PeerWire.have(0).remaining()) {
                assertThat(silent.read(first)).isPositive();
            }
            assertThatAllFinish(startEdges(0));
        }
    }

    private void makeTitle(int bytes) throws Exception {
        title = TestFiles.random(folder.resolve("title"), 81, "1.m4s", bytes - 500, "manifest.mpd", 500);
        torrent = Files.write(folder.resolve("torrent"), TorrentMaker.make(title, TestTorrents.SMALL_PIECES, n -> {}));
    }

    /** Starts one more, which knows those before it. */
    private PeerProcess start(PeerProcess.Kind kind, long up) throws Exception {
        int number = peers.size();
        List<InetSocketAddress> known = peers.stream().map(PeerProcess::address).toList();
        Path home = kind == PeerProcess.Kind.FETCH ? home(number) : folder;
        peers.add(new PeerProcess(kind, torrent, home, number + 2, up, ALL, known));
        return peers.get(number);
    }

    private Path home(int number) {
        return folder.resolve("edge" + number);
    }

    private List<PeerProcess> startEdges(long up) throws Exception {
        int first = peers.size();
        for (int i = 0; i < EDGES; i++) {
            start(PeerProcess.Kind.FETCH, up);
        }
        return List.copyOf(peers.subList(first, first + EDGES));
    }

    private void assertThatAllFinish(List<PeerProcess> edges) throws Exception {
        for (PeerProcess edge : edges) {
            edge.awaitComplete();
            TestFiles.assertSame(title, home(peers.indexOf(edge)).resolve("title"));
        }
    }
}
