package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rundelta.swarm.TestTorrents.map;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Torrents of version 1 and 2 at once; libtorrent judges them, where it is installed. */
@Timeout(60)
class HybridTorrentTest {
    private static final TorrentOptions HYBRID =
            new TorrentOptions(Optional.of(1 << 15), false, List.of(), List.of()).hybrid();

    @TempDir
    Path folder;

    private Path title;

    @BeforeEach
    void makeTitle() throws Exception {
        title = TestFiles.random(
                folder.resolve("title"),
                12,
                "é/1.m4s",
                300_000,
                "a/b/2.m4s",
                131_072,
                "a.m4s",
                1,
                "empty.vtt",
                0,
                "manifest.mpd",
                900);
    }

    @Test
    void filesBeginAtPieces() throws Exception {
        Metainfo torrent = read(TorrentMaker.make(title, HYBRID, n -> {}));
        List<String> paths = new ArrayList<>();
        long position = 0;
        for (TorrentFile file : torrent.files()) {
            if (!file.isPadding()) {
                paths.add(file.path());
                assertThat(file.length() == 0 || position % torrent.pieceLength() == 0)
                        .as(file.path())
                        .isTrue();
            }
            position += file.length();
        }
        assertThat(paths).containsExactly("a/b/2.m4s", "a.m4s", "empty.vtt", "manifest.mpd", "é/1.m4s");
        assertThat(torrent.infoHash2())
                .hasValueSatisfying(hash -> assertThat(hash).hasSize(64));
        assertThat(read(TorrentMaker.make(
                                title, new TorrentOptions(Optional.empty(), false, List.of(), List.of()), n -> {}))
                        .infoHash2())
                .isEmpty();
    }

    @Test
    void ourPeersShareIt() throws Exception {
        Metainfo torrent = read(TorrentMaker.make(title, HYBRID, n -> {}));
        try (TestPeers swarm = new TestPeers(torrent)) {
            Peer seed = swarm.seed(folder, false, 0);
            swarm.fetch(folder.resolve("target"), 0, seed.address()).awaitComplete();
        }
        TestFiles.assertSame(title, folder.resolve("target/title"));
    }

    @Test
    void libtorrentMakesTheSame() throws Exception {
        Libtorrent.assume();
        Path file = Files.copy(title.resolve("é").resolve("1.m4s"), folder.resolve("film.mp4"));
        for (Path source : List.of(title, file)) {
            Path theirs = folder.resolve("theirs.torrent");
            Libtorrent.run(
                    "make",
                    source.toString(),
                    theirs.toString(),
                    "--tracker",
                    "http://127.0.0.1:6969/announce",
                    "--piece",
                    "32",
                    "--hybrid");
            Path ours = write(source);
            assertThat(Metainfo.read(ours).infoHash())
                    .isEqualTo(Metainfo.read(theirs).infoHash());
            assertThat(Libtorrent.hashes(ours))
                    .isEqualTo(Metainfo.read(ours).infoHash() + " "
                            + Metainfo.read(ours).infoHash2().orElseThrow());
        }
    }

    @Test
    void libtorrentFetchesItFromOursAndOursFromLibtorrent() throws Exception {
        Libtorrent.assume();
        Libtorrent.assertSharesWithOurs(write(title), title, folder);
    }

    @Test
    void whatSaysSomethingElseToVersion2IsRefused() throws Exception {
        assertThatIsRefused(top -> map(map(top.get("info")).get("file tree")).remove("a.m4s"), "is not in its place");
        assertThatIsRefused(
                top -> map(map(top.get("info")).get("file tree"))
                        .put(Bencode.utf8("ö"), Map.of("", Map.of("length", 0))),
                "'ö' is one more");
        assertThatIsRefused(
                top -> map(map(map(map(top.get("info")).get("file tree")).get("a.m4s"))
                                .get(""))
                        .put("length", 2),
                "has another length");
        assertThatIsRefused(
                top -> map(top.get("piece layers")).replaceAll((root, layer) -> "x" + ((String) layer).substring(1)),
                "does not have its root");
        assertThatIsRefused(top -> map(top.get("piece layers")).clear(), "is missing");
        assertThatIsRefused(top -> top.remove("piece layers"), "'piece layers' is missing");
        assertThatIsRefused(top -> map(top.get("info")).put("file tree", "x"), "'file tree' is not a dictionary");
    }

    private void assertThatIsRefused(Consumer<Map<String, Object>> change, String message) throws Exception {
        Map<String, Object> top = TestTorrents.plain(TorrentMaker.make(title, HYBRID, n -> {}));
        change.accept(top);
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> read(Bencode.encode(top)))
                .withMessageContaining(message);
    }

    private Path write(Path source) throws Exception {
        return Files.write(folder.resolve("ours.torrent"), TorrentMaker.make(source, HYBRID, n -> {}));
    }

    private static Metainfo read(byte[] torrent) throws SwarmException {
        return MetainfoReader.read(torrent);
    }
}
