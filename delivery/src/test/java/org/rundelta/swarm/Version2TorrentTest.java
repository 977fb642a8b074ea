package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rundelta.swarm.TestTorrents.map;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Torrents of version 2 alone; libtorrent judges them, where it is installed. */
@Timeout(60)
class Version2TorrentTest {
    @TempDir
    Path folder;

    private Path title;

    @BeforeEach
    void makeTitle() throws Exception {
        title = TestFiles.random(
                folder.resolve("title"),
                14,
                "a/b/1.m4s",
                300_000,
                "a/b/2.m4s",
                131_072,
                "a/c.m4s",
                32_768,
                "empty.vtt",
                0,
                "manifest.mpd",
                900,
                "z.m4s",
                20_000);
    }

    @Test
    void ourPeersShareIt() throws Exception {
        Metainfo torrent = read(TestTorrents.version2(title));
        assertThat(torrent.infoHash2())
                .hasValueSatisfying(
                        hash -> assertThat(hash).startsWith(torrent.infoHash().hex()));
        assertThat(torrent.pieces()).isEqualTo(10 + 4 + 1 + 1 + 1);
        try (TestPeers swarm = new TestPeers(torrent)) {
            Peer seed = swarm.seed(folder, true, 0);
            swarm.fetch(folder.resolve("target"), 0, seed.address()).awaitComplete();
        }
        TestFiles.assertSame(title, folder.resolve("target/title"));
    }

    @Test
    void everyByteIsHashed() throws Exception {
        Metainfo torrent = read(TestTorrents.version2(title));
        byte[] all = new byte[(int) torrent.length()];
        boolean[] isPadding = new boolean[all.length];
        int position = 0;
        for (TorrentFile file : torrent.files()) {
            if (file.isPadding()) {
                Arrays.fill(isPadding, position, position + (int) file.length(), true);
            } else {
                byte[] bytes = Files.readAllBytes(title.resolve(file.path()));
                System.arraycopy(bytes, 0, all, position, bytes.length);
            }
            position += (int) file.length();
        }
        Random random = new Random(2);
        for (int piece = 0; piece < torrent.pieces(); piece++) {
            int start = piece * torrent.pieceLength();
            byte[] data = Arrays.copyOfRange(all, start, start + torrent.length(piece));
            assertThat(torrent.matches(piece, data)).as("piece %d", piece).isTrue();
            for (int i = 0; i < 20; i++) {
                int at = random.nextInt(data.length);
                data[at]++;
                assertThat(torrent.matches(piece, data)).isEqualTo(isPadding[start + at]);
                data[at]--;
            }
        }
    }

    @Test
    void singleFileIsNoFolder() throws Exception {
        Path file = Files.copy(title.resolve("a/b/1.m4s"), folder.resolve("film.mp4"));
        Metainfo torrent = read(TestTorrents.version2(file));
        assertThat(torrent.files())
                .containsExactly(
                        new TorrentFile("", 300_000, false),
                        new TorrentFile(".pad/27680", 10 * 32_768 - 300_000, true));
        try (TestPeers swarm = new TestPeers(torrent)) {
            Peer seed = swarm.seed(folder, false, 0);
            swarm.fetch(folder.resolve("target"), 0, seed.address()).awaitComplete();
        }
        assertThat(folder.resolve("target/film.mp4")).hasSameBinaryContentAs(file);
    }

    @Test
    void libtorrentSharesItAndMakesTheSame() throws Exception {
        Libtorrent.assume();
        Path torrent = folder.resolve("theirs.torrent");
        Libtorrent.run(
                "make",
                title.toString(),
                torrent.toString(),
                "--tracker",
                "http://127.0.0.1:6969/announce",
                "--piece",
                "32",
                "--version2");
        Metainfo metainfo = Metainfo.read(torrent);
        assertThat(metainfo.infoHash2())
                .isEqualTo(read(TestTorrents.version2(title)).infoHash2());
        assertThat(Libtorrent.hashes(torrent))
                .endsWith(" " + metainfo.infoHash2().orElseThrow());
        Libtorrent.assertSharesWithOurs(torrent, title, folder);
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        assertThatIsRefused(top -> map(top.get("info")).put("meta version", 3), "version 3");
        assertThatIsRefused(top -> map(top.get("info")).put("piece length", 49152), "no power of two");
        assertThatIsRefused(top -> map(top.get("piece layers")).clear(), "is missing");
        assertThatIsRefused(
                top -> map(top.get("piece layers")).replaceAll((root, layer) -> layer + "x".repeat(32)), "is missing");
        assertThatIsRefused(top -> tree(top).clear(), "0 files");
        assertThatIsRefused(top -> tree(top).put("", leaf(top)), "no file name");
        assertThatIsRefused(top -> tree(top).put("..", leaf(top)), "no file name");
        assertThatIsRefused(
                top -> map(tree(top).get("a")).put("", map(leaf(top)).get("")), "occurs twice");
        assertThatIsRefused(top -> map(map(leaf(top)).get("")).put("length", 1L << 60), "bytes, not");
        assertThatIsRefused(top -> map(map(leaf(top)).get("")).put("pieces root", "x"), "has 1 bytes");
    }

    /** A layer may be that of many files, which do not make the torrent longer. */
    @Test
    void moreThanCanBeHeldIsRefused() throws Exception {
        String layer = "x".repeat(32 * 4096);
        String root = Bencode.string(HashTree.root(layer, 1 << 15));
        Map<String, Object> leaf = Map.of("", Map.of("length", (4096L << 15), "pieces root", root));
        assertThatIsRefused(
                top -> {
                    map(top.get("piece layers")).put(root, layer);
                    for (int i = 0; i < 1000; i++) {
                        tree(top).put("f" + i, leaf);
                    }
                },
                "more than 2000000 pieces");
    }

    private static Map<String, Object> tree(Map<String, Object> top) {
        return map(map(top.get("info")).get("file tree"));
    }

    private static Object leaf(Map<String, Object> top) {
        return tree(top).get("manifest.mpd");
    }

    private void assertThatIsRefused(Consumer<Map<String, Object>> change, String message) throws Exception {
        Map<String, Object> top = TestTorrents.version2(title);
        change.accept(top);
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> read(top))
                .withMessageContaining(message);
    }

    private static Metainfo read(Map<String, Object> torrent) throws SwarmException {
        return MetainfoReader.read(Bencode.encode(torrent));
    }
}
