package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills fetches at random moments. System property {@code rundelta.swarm.kills} sets how many, 5 unless told. */
@Timeout(120)
class KilledFetchTest {
    private static final int KILLS = Integer.getInteger("rundelta.swarm.kills", 5);
    private static final int BYTES = 8_000_000;

    @TempDir
    Path folder;

    @Test
    void killedFetchGoesOnAndTheManifestComesLast() throws Exception {
        Path title = TestFiles.random(
                folder.resolve("title"), 71, "1.m4s", BYTES / 2, "2.m4s", BYTES / 2 - 7, "manifest.mpd", 500);
        Metainfo torrent = TestTorrents.of(title);
        Path file =
                Files.write(folder.resolve("torrent"), TorrentMaker.make(title, TestTorrents.SMALL_PIECES, n -> {}));
        Path target = folder.resolve("target");
        Random random = new Random(5);
        try (TestPeers swarm = new TestPeers(torrent)) {
            Peer seed = swarm.seed(folder, false, BYTES / 2);
            for (int kill = 0; kill < KILLS; kill++) {
                try (PeerProcess fetch = fetch(file, target, seed)) {
                    Thread.sleep(random.nextInt(1000));
                    fetch.kill();
                }
                if (Files.exists(target.resolve("title/manifest.mpd"))) {
                    TestFiles.assertSame(title, target.resolve("title"));
                }
            }
            try (PeerProcess fetch = fetch(file, target, seed)) {
                fetch.awaitComplete();
            }
            assertThat(seed.report().sent()).as("little was sent twice").isLessThan(2L * BYTES);
        }
        TestFiles.assertSame(title, target.resolve("title"));
    }

    private static PeerProcess fetch(Path torrent, Path target, Peer seed) throws IOException {
        return new PeerProcess(
                PeerProcess.Kind.FETCH, torrent, target, 1, 0, PeerOptions.SLOTS, List.of(seed.address()));
    }
}
