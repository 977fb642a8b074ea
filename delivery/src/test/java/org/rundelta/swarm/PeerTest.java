package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PeerTest {
    private static final int EDGES = 4;

    /** Bytes a second, so that a fetch of the title takes about a second. */
    private static final long SLOW = 2_000_000;

    @TempDir
    Path folder;

    private Path title;

    @BeforeEach
    void makeTitle() throws IOException {
        title = TestFiles.random(
                folder.resolve("title"),
                21,
                "v/1.m4s",
                900_000,
                "v/2.m4s",
                1_000_001,
                "v/3.m4s",
                3,
                "manifest.mpd",
                999);
    }

    @Test
    void edgesPassOnWhatTheSeedSendsOnce() throws Exception {
        Metainfo torrent = TestTorrents.of(title);
        try (TestPeers swarm = new TestPeers(torrent)) {
            Peer seed = swarm.seed(folder, true, SLOW);
            List<Peer> edges = startEdges(swarm, seed);
            for (Peer edge : edges) {
                edge.awaitComplete();
            }
            assertThat(seed.report().sent()).as("about one copy").isLessThan(torrent.length() * 3 / 2);
            assertThat(edges.stream().mapToLong(edge -> edge.report().sent()).sum())
                    .isGreaterThan(2 * torrent.length());
        }
        for (int i = 0; i < EDGES; i++) {
            TestFiles.assertSame(title, folder.resolve("edge" + i).resolve("title"));
        }
    }

    @Test
    void peersFindEachOtherThroughATracker() throws Exception {
        try (Tracker tracker = Tracker.start(TrackerTest.OPTIONS);
                TestPeers swarm = new TestPeers(
                        TestTorrents.of(title, URI.create("http://127.0.0.1:1/announce"), tracker.announceUrl()))) {
            Peer early = swarm.fetch(folder.resolve("early"), 0);
            swarm.seed(folder, false, 0);
            Peer late = swarm.fetch(folder.resolve("late"), 0);
            early.awaitComplete();
            late.awaitComplete();
            assertThat(swarm.notes).anyMatch(note -> note.contains("cannot be reached"));
        }
        TestFiles.assertSame(title, folder.resolve("early/title"));
        TestFiles.assertSame(title, folder.resolve("late/title"));
    }

    @Test
    void swarmGoesOnWithoutTheSeedAndHalfOfThePeers() throws Exception {
        try (TestPeers swarm = new TestPeers(TestTorrents.of(title))) {
            Peer seed = swarm.seed(folder, true, 0);
            Peer first = swarm.fetch(folder.resolve("first"), SLOW, seed.address());
            first.awaitComplete();
            List<Peer> edges = startEdges(swarm, first);
            seed.close();
            edges.subList(0, EDGES / 2).forEach(Peer::close);
            for (Peer edge : edges.subList(EDGES / 2, EDGES)) {
                edge.awaitComplete();
            }
        }
        TestFiles.assertSame(title, folder.resolve("edge" + (EDGES - 1)).resolve("title"));
    }

    @Test
    void fetchThatWasEndedGoesOnFromWhereItWas() throws Exception {
        Metainfo torrent = TestTorrents.of(title);
        Path target = folder.resolve("target");
        try (TestPeers swarm = new TestPeers(torrent)) {
            Peer seed = swarm.seed(folder, false, SLOW);
            Peer begun = swarm.fetch(target, 0, seed.address());
            while (begun.report().left() > torrent.length() / 2) {
                Thread.sleep(10);
            }
            begun.close();
            long left = begun.report().left();
            assertThatExceptionOfType(IOException.class).isThrownBy(begun::awaitComplete);
            assertThat(target.resolve("title/manifest.mpd")).doesNotExist();
            Peer resumed = swarm.fetch(target, 0, seed.address());
            resumed.awaitComplete();
            assertThat(resumed.report().received()).isLessThanOrEqualTo(left);
        }
        TestFiles.assertSame(title, target.resolve("title"));
    }

    @Test
    void peerThatSendsWhatIsWrongIsBanned() throws Exception {
        Path wrong = Files.createDirectory(folder.resolve("wrong"));
        try (TestPeers swarm = new TestPeers(TestTorrents.of(title))) {
            TestFiles.copy(title, wrong.resolve("title"));
            Peer liar = swarm.seed(wrong, false, 0);
            byte[] content = Files.readAllBytes(title.resolve("v/2.m4s"));
            for (int i = 0; i < content.length; i += 10_000) {
                content[i]++;
            }
            Files.write(wrong.resolve("title/v/2.m4s"), content);
            Peer seed = swarm.seed(folder, false, SLOW);
            Peer fetching = swarm.fetch(folder.resolve("target"), 0, liar.address(), seed.address());
            fetching.awaitComplete();
            assertThat(fetching.report().banned()).isEqualTo(1);
            assertThat(swarm.notes).singleElement().asString().contains("banned");
        }
        TestFiles.assertSame(title, folder.resolve("target/title"));
    }

    @Test
    void fileThatIsChangedEndsTheSeed() throws Exception {
        try (TestPeers swarm = new TestPeers(TestTorrents.of(title))) {
            Peer seed = swarm.seed(folder, false, 0);
            Files.write(title.resolve("v/1.m4s"), new byte[10]);
            swarm.fetch(folder.resolve("target"), 0, seed.address());
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(seed::awaitEnd)
                    .withMessageContaining("is shorter than it was");
        }
    }

    private List<Peer> startEdges(TestPeers swarm, Peer seed) throws IOException {
        List<Peer> edges = new ArrayList<>();
        List<InetSocketAddress> known = new ArrayList<>(List.of(seed.address()));
        for (int i = 0; i < EDGES; i++) {
            Peer edge = swarm.fetch(folder.resolve("edge" + i), SLOW, known.toArray(InetSocketAddress[]::new));
            edges.add(edge);
            known.add(edge.address());
        }
        return edges;
    }
}
