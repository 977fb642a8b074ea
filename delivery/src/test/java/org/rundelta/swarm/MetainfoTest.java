package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetainfoTest {
    static final TorrentOptions PLAIN = new TorrentOptions(Optional.empty(), false, List.of(), List.of());

    @TempDir
    Path folder;

    private final Map<String, Object> info = new TreeMap<>();
    private final Map<String, Object> torrent = new TreeMap<>(Map.of("info", info));

    @BeforeEach
    void describeOneFile() {
        info.putAll(Map.of("name", "n", "piece length", 1 << 14, "pieces", "x".repeat(40), "length", 20_000));
    }

    @Test
    void folderBecomesATorrent() throws IOException {
        Path title = TestFiles.random(folder.resolve("title"), 7, "b/2.m4s", 70_000, "b/1.m4s", 1, "manifest.mpd", 30);
        Files.createFile(title.resolve("b").resolve("empty"));
        Files.createFile(title.resolve(".hidden"));
        URI tracker = URI.create("http://127.0.0.1:1/announce");
        URI other = URI.create("https://[::1]:2/announce");
        URI webSeed = URI.create("http://127.0.0.1:3/");
        Metainfo made = MetainfoReader.read(TorrentMaker.make(
                title,
                new TorrentOptions(Optional.of(1 << 15), true, List.of(tracker, other), List.of(webSeed)),
                n -> {}));
        assertThat(made.name()).isEqualTo("title");
        assertThat(made.files())
                .containsExactly(
                        new TorrentFile("b/1.m4s", 1, false),
                        new TorrentFile("b/2.m4s", 70_000, false),
                        new TorrentFile("b/empty", 0, false),
                        new TorrentFile("manifest.mpd", 30, false));
        assertThat(made.length()).isEqualTo(70_031);
        assertThat(made.pieces()).isEqualTo(3);
        assertThat(made.isPrivate()).isTrue();
        assertThat(made.trackers()).containsExactly(List.of(tracker), List.of(other));
        assertThat(made.webSeeds()).containsExactly(webSeed);
    }

    @Test
    void sameContentMakesTheSameTorrent() throws IOException {
        Path title = TestFiles.random(folder.resolve("title"), 7, "a", 100_000, "b", 5);
        assertThat(TorrentMaker.make(title, PLAIN, n -> {})).isEqualTo(TorrentMaker.make(title, PLAIN, n -> {}));
    }

    @Test
    void piecesAreSmallButNotTooMany() throws IOException {
        Path file = TestFiles.random(folder, 7, "f", 20_000_000).resolve("f");
        Metainfo made = MetainfoReader.read(TorrentMaker.make(file, PLAIN, n -> {}));
        assertThat(made.pieceLength()).isEqualTo(64 << 10);
        assertThat(made.files()).containsExactly(new TorrentFile("", 20_000_000, false));
    }

    @Test
    void nothingToShareIsSaid() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TorrentMaker.make(empty, PLAIN, n -> {}))
                .withMessageContaining("holds no bytes");
        Files.createSymbolicLink(empty.resolve("link"), folder);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TorrentMaker.make(empty, PLAIN, n -> {}))
                .withMessageContaining("link is no regular file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TorrentOptions(Optional.of(100_000), false, List.of(), List.of()));
    }

    @Test
    void describedFileIsRead() throws SwarmException {
        assertThat(read().files()).containsExactly(new TorrentFile("", 20_000, false));
        assertThat(read().trackers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "", "/etc", "a/b", "a\\b", "a\nb", "a\0"})
    void nameThatLeadsElsewhereIsRefused(String name) {
        info.put("name", name);
        refused("no file name");
        info.put("name", "n");
        files(Map.of("length", 20_000, "path", List.of("a", name)));
        refused("no file name");
    }

    @Test
    void filesThatCannotLieBesideEachOtherAreRefused() {
        files(Map.of("length", 10_000, "path", List.of("a")), Map.of("length", 10_000, "path", List.of("a")));
        refused("occurs twice");
        files(Map.of("length", 10_000, "path", List.of("a", "b")), Map.of("length", 10_000, "path", List.of("a")));
        refused("occurs twice");
        files(Map.of("length", 20_000, "path", List.of()));
        refused("no name");
        files(Map.of("length", 20_000, "path", List.of("a"), "attr", "l"));
        refused("link");
    }

    @Test
    void paddingIsKnown() throws SwarmException {
        Map<String, Object> padding = Map.of("length", 5_000, "path", List.of(".pad", "5000"), "attr", "p");
        files(Map.of("length", 10_000, "path", List.of("a")), padding, padding);
        assertThat(read().files()).extracting(TorrentFile::isPadding).containsExactly(false, true, true);
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        info.put("piece length", 1 << 13);
        refused("piece length");
        info.put("piece length", 1L << 40);
        refused("piece length");
        info.put("piece length", 1 << 14);
        info.put("length", -1);
        refused("-1 bytes");
        info.put("length", Long.MAX_VALUE);
        refused("bytes");
        info.put("length", 50_000);
        refused("not 20 for each of 4");
        info.put("length", 0);
        refused("0 bytes");
        files(Collections.nCopies(3, Map.of("length", 1L << 44, "path", List.of("a")))
                .toArray(Object[]::new));
        refused("more than");
    }

    @Test
    void whatIsMissingIsNamed() {
        for (String key : List.of("name", "piece length")) {
            Object value = info.remove(key);
            refused("'" + key + "' is missing");
            info.put(key, 7);
            info.put(key, List.of());
            refused("'" + key + "' is not");
            info.put(key, value);
        }
        info.remove("pieces");
        info.put("meta version", 3);
        refused("version 3");
        info.put("meta version", 2);
        refused("'piece layers' is missing");
        torrent.remove("info");
        refused("'info' is missing");
    }

    @Test
    void otherUrlsAreLeftOut() throws SwarmException {
        torrent.put("announce-list", List.of(List.of("udp://127.0.0.1:1", "http://127.0.0.1:2/a"), List.of("x y"), 7));
        torrent.put("url-list", "http://127.0.0.1:3/");
        assertThat(read().trackers()).containsExactly(List.of(URI.create("http://127.0.0.1:2/a")));
        assertThat(read().webSeeds()).containsExactly(URI.create("http://127.0.0.1:3/"));
        torrent.put("url-list", new ArrayList<>(Collections.nCopies(1000, "http://127.0.0.1:3/")));
        refused("more than 256");
    }

    @Test
    void fileThatIsNoTorrentIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("x.torrent"), "<html>");
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> Metainfo.read(file))
                .withMessageContaining("x.torrent is no torrent that can be used")
                .withMessageContaining("byte 0");
    }

    private void files(Object... files) {
        info.remove("length");
        info.put("files", List.of(files));
    }

    private Metainfo read() throws SwarmException {
        return MetainfoReader.read(Bencode.encode(torrent));
    }

    private void refused(String reason) {
        assertThatExceptionOfType(SwarmException.class).isThrownBy(this::read).withMessageContaining(reason);
    }
}
