package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rundelta.edge.EdgeOptions;
import org.rundelta.edge.EdgeServer;

@Timeout(60)
class WebSeedTest {
    @TempDir
    Path folder;

    private Path title;

    @BeforeEach
    void makeTitle() throws Exception {
        title = TestFiles.random(
                folder.resolve("served/the title"),
                41,
                "v é/1.m4s",
                2_000_000,
                "v é/2.m4s",
                70_001,
                "manifest.mpd",
                999);
    }

    @Test
    void edgeGivesWhatNoPeerHas() throws Exception {
        try (EdgeServer edge = serve();
                TestPeers swarm = new TestPeers(torrent(edge.uri()))) {
            Peer fetching = swarm.fetch(folder.resolve("target"), 0);
            fetching.awaitComplete();
            assertThat(fetching.report().received()).isEqualTo(2_071_000);
        }
        TestFiles.assertSame(title, folder.resolve("target/the title"));
    }

    @Test
    void singleFileMayBeNamedItself() throws Exception {
        Path film = Files.move(title.resolve("v é/1.m4s"), folder.resolve("served/film.m4s"));
        try (EdgeServer edge = serve()) {
            for (URI url : List.of(edge.uri(), edge.uri().resolve("film.m4s"))) {
                Path target = folder.resolve("target" + url.getPath().length());
                try (TestPeers swarm = new TestPeers(torrent(film, url))) {
                    swarm.fetch(target, 0).awaitComplete();
                }
                assertThat(Files.mismatch(film, target.resolve("film.m4s"))).isEqualTo(-1);
            }
        }
    }

    @Test
    void webSeedThatIsWrongIsBannedAndOneThatFailsIsLeftAlone() throws Exception {
        URI gone = URI.create("http://127.0.0.1:1/");
        try (EdgeServer edge = serve();
                TestPeers swarm =
                        new TestPeers(torrent(gone, edge.uri(), edge.uri().resolve("nothing/")))) {
            Path whole = folder.resolve("whole/the title");
            TestFiles.copy(title, whole);
            byte[] content = Files.readAllBytes(title.resolve("v é/1.m4s"));
            for (int i = 0; i < content.length; i += 10_000) {
                content[i]++;
            }
            Files.write(title.resolve("v é/1.m4s"), content);
            Peer fetching = swarm.fetch(folder.resolve("target"), 0);
            awaitNote(swarm, "cannot be reached");
            awaitNote(swarm, "with status 404");
            awaitNote(swarm, "banned");
            // Who has it all dials who fetches.
            swarm.fetch(whole.getParent(), 0, fetching.address());
            fetching.awaitComplete();
            TestFiles.assertSame(whole, folder.resolve("target/the title"));
            assertThat(fetching.report().banned()).isEqualTo(1);
        }
    }

    private static void awaitNote(TestPeers swarm, String words) throws InterruptedException {
        while (swarm.notes.stream().noneMatch(note -> note.contains(words))) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private Metainfo torrent(URI... webSeeds) throws Exception {
        return torrent(title, webSeeds);
    }

    private static Metainfo torrent(Path source, URI... webSeeds) throws Exception {
        TorrentOptions options = new TorrentOptions(Optional.empty(), false, List.of(), List.of(webSeeds));
        return MetainfoReader.read(TorrentMaker.make(source, options, n -> {}));
    }

    private EdgeServer serve() throws Exception {
        return EdgeServer.start(new EdgeOptions(
                folder.resolve("served"), InetAddress.getLoopbackAddress(), 0, 100, Map.of(), Optional.empty()));
    }
}
