package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** aria2 and opentracker; where one is not installed, its tests are skipped. */
@Timeout(120)
class OtherClientsTest {
    private static final Path ARIA2 = Path.of("/usr/bin/aria2c");
    private static final Path OPENTRACKER = Path.of("/usr/bin/opentracker");

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private Path title;

    @BeforeEach
    void makeTitle() throws Exception {
        title = TestFiles.random(
                folder.resolve("title"), 61, "v/1.m4s", 3_000_000, "v/2.m4s", 1_000_001, "manifest.mpd", 999);
    }

    @AfterEach
    void endAll() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void aria2FetchesFromOursAndPassesItOn() throws Exception {
        assumeThat(ARIA2).as("skipped: no aria2 (Debian: aria2)").isExecutable();
        try (Tracker tracker = Tracker.start(TrackerTest.OPTIONS)) {
            Path torrent = write(tracker.announceUrl());
            try (TestPeers swarm = new TestPeers(Metainfo.read(torrent))) {
                Peer seed = swarm.seed(folder, false, 0);
                aria2(torrent, folder.resolve("theirs"));
                awaitSame(folder.resolve("theirs/title"));
                seed.close();
                swarm.fetch(folder.resolve("ours"), 0).awaitComplete();
            }
        }
        TestFiles.assertSame(title, folder.resolve("ours/title"));
    }

    @Test
    void peersMeetAtOpentracker() throws Exception {
        assumeThat(OPENTRACKER)
                .as("skipped: no opentracker (Debian: opentracker)")
                .isExecutable();
        int port = freePort();
        URI announce = URI.create("http://127.0.0.1:" + port + "/announce");
        Metainfo torrent = Metainfo.read(write(announce));
        // It gives up its rights before it reads the file.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path allowed = Files.writeString(folder.resolve("allowed"), torrent.infoHash() + "\n");
        start(OPENTRACKER, "-i", "127.0.0.1", "-p", port, "-w", allowed);
        awaitPort(port);
        // All at one address: it takes peers to be where they announce from.
        try (Peer seed = Peer.seed(torrent, folder, TestPeers.OPTIONS, PeerListener.NONE);
                Peer fetching = Peer.start(torrent, folder.resolve("ours"), TestPeers.OPTIONS, PeerListener.NONE)) {
            fetching.awaitComplete();
            assertThat(seed.report().sent()).isGreaterThanOrEqualTo(torrent.length());
        }
        TestFiles.assertSame(title, folder.resolve("ours/title"));
    }

    private void aria2(Path torrent, Path target) throws IOException {
        start(
                ARIA2,
                "--dir=" + target,
                "--interface=127.0.0.1",
                "--listen-port=" + freePort(),
                "--enable-dht=false",
                "--enable-dht6=false",
                "--bt-enable-lpd=false",
                "--enable-peer-exchange=false",
                "--file-allocation=none",
                "--seed-ratio=0.0",
                torrent);
    }

    private void start(Object... command) throws IOException {
        processes.add(new ProcessBuilder(
                        List.of(command).stream().map(Object::toString).toList())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log" + processes.size()).toFile())
                .start());
    }

    private void awaitSame(Path target) throws Exception {
        while (true) {
            try {
                TestFiles.assertSame(title, target);
                return;
            } catch (IOException | AssertionError e) {
                assertThat(processes.get(0).isAlive()).isTrue();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private void awaitPort(int port) throws InterruptedException {
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                assertThat(processes.get(0).isAlive()).isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path write(URI tracker) throws IOException {
        TorrentOptions options = new TorrentOptions(Optional.empty(), false, List.of(tracker), List.of());
        return Files.write(folder.resolve("title.torrent"), TorrentMaker.make(title, options, n -> {}));
    }
}
