package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** libtorrent beside ours in a swarm that a super-seed feeds; where it is not installed, the tests are skipped. */
@Timeout(120)
class LibtorrentPeersTest {
    @TempDir
    Path folder;

    private Path title;

    @BeforeEach
    void makeTitle() throws Exception {
        Libtorrent.assume();
        title = TestFiles.random(
                folder.resolve("title"), 31, "v/1.m4s", 5_000_000, "v/2.m4s", 3_000_001, "manifest.mpd", 999);
    }

    @Test
    void libtorrentFetchesFromASuperSeed() throws Exception {
        try (Tracker tracker = Tracker.start(TrackerTest.OPTIONS)) {
            Path torrent = write(tracker);
            try (TestPeers swarm = new TestPeers(Metainfo.read(torrent))) {
                swarm.seed(folder, true, 0);
                Libtorrent.run(
                        "leech", torrent.toString(), folder.resolve("theirs").toString());
            }
        }
        TestFiles.assertSame(title, folder.resolve("theirs/title"));
    }

    @Test
    void oursAndLibtorrentShare() throws Exception {
        try (Tracker tracker = Tracker.start(TrackerTest.OPTIONS)) {
            Path torrent = write(tracker);
            try (TestPeers swarm = new TestPeers(Metainfo.read(torrent))) {
                InetSocketAddress seed = swarm.seed(folder, true, 4_000_000).address();
                Process theirs = Libtorrent.start(
                        "leech",
                        torrent.toString(),
                        folder.resolve("theirs").toString(),
                        "--bind",
                        "127.0.0.9",
                        "--linger",
                        "5");
                Peer ours = swarm.fetch(folder.resolve("ours"), 0, seed);
                ours.awaitComplete();
                assertThat(theirs.waitFor()).isZero();
            }
        }
        TestFiles.assertSame(title, folder.resolve("ours/title"));
        TestFiles.assertSame(title, folder.resolve("theirs/title"));
    }

    private Path write(Tracker tracker) throws IOException {
        TorrentOptions options = new TorrentOptions(Optional.empty(), false, List.of(tracker.announceUrl()), List.of());
        return Files.write(folder.resolve("title.torrent"), TorrentMaker.make(title, options, n -> {}));
    }
}
