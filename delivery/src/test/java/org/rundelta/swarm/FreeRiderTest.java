package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A peer that takes and sends nothing, in a swarm whose uploads are scarce and that the others leave
 * when they have everything. It prints what docs/swarm.md has of it. */
@Tag("nightly")
@Timeout(180)
class FreeRiderTest {
    private static final int CONTRIBUTORS = 8;
    private static final int SLOTS = 4;

    /** Bytes a second; the seed's link is no bottleneck, so that what peers send each other decides. */
    private static final long SEED_UP = 600_000;

    private static final long UP = 200_000;
    private static final long DOWN = 2_000_000;

    /** Ten times as fast as usual, so that it takes seconds. */
    private static final PeerTiming QUICK = new PeerTiming(Duration.ofSeconds(1), Duration.ofSeconds(2));

    @TempDir
    Path folder;

    @Test
    void whoSendsNothingGetsLess() throws Exception {
        Path title = TestFiles.random(folder.resolve("title"), 17, "1.m4s", 5_999_000, "manifest.mpd", 1000);
        Metainfo torrent = TestTorrents.of(title);
        try (TestPeers swarm = new TestPeers(torrent)) {
            swarm.seed(folder, options(swarm, SEED_UP, SLOTS));
            long began = System.nanoTime();
            Peer rider = swarm.fetch(folder.resolve("rider"), options(swarm, UP, 0));
            List<Peer> contributors = new ArrayList<>();
            for (int i = 0; i < CONTRIBUTORS; i++) {
                contributors.add(swarm.fetch(folder.resolve("peer" + i), options(swarm, UP, SLOTS)));
            }
            awaitLeft(contributors, CONTRIBUTORS / 2);
            double had = share(rider, torrent);
            double seconds = (System.nanoTime() - began) / 1e9;
            awaitLeft(contributors, 0);
            System.out.printf(
                    Locale.ROOT,
                    "free rider: has %.0f %% when half of %d others have everything, after %.1f s; %.0f %% when all do%n",
                    100 * had,
                    CONTRIBUTORS,
                    seconds,
                    100 * share(rider, torrent));
            assertThat(rider.report().sent()).isZero();
            assertThat(had).isLessThan(0.75);
            rider.awaitComplete();
            assertThat(rider.report().left()).isZero();
        }
    }

    private static double share(Peer peer, Metainfo torrent) {
        return 1 - (double) peer.report().left() / torrent.length();
    }

    private static void awaitLeft(List<Peer> peers, int count) throws InterruptedException {
        while (peers.size() > count) {
            TimeUnit.MILLISECONDS.sleep(20);
            peers.removeIf(FreeRiderTest::leavesWhenDone);
        }
    }

    private static boolean leavesWhenDone(Peer contributor) {
        boolean isDone = contributor.report().isComplete();
        if (isDone) {
            contributor.close();
        }
        return isDone;
    }

    private static PeerOptions options(TestPeers swarm, long up, int slots) throws IOException {
        return new PeerOptions(swarm.nextHost(), 0, swarm.addresses(), up, DOWN, slots, false, false).with(QUICK);
    }
}
