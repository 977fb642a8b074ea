package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PieceStoreTest {
    @TempDir
    Path folder;

    private Path title;
    private Path target;
    private Metainfo torrent;

    @BeforeEach
    void makeTitle() throws IOException {
        title = TestFiles.random(
                folder.resolve("title"), 5, "a/1.m4s", 100_000, "a/2.m4s", 7, "a/3.m4s", 50_000, "manifest.mpd", 600);
        Files.createFile(title.resolve("a").resolve("empty.vtt"));
        torrent = TestTorrents.of(title);
        target = Files.createDirectory(folder.resolve("target"));
    }

    @Test
    void filesAppearWhenWholeAndTheManifestLast() throws IOException {
        List<Integer> pieces =
                new ArrayList<>(IntStream.range(0, torrent.pieces()).boxed().toList());
        Collections.shuffle(pieces, new Random(8));
        try (PieceStore store = open(target)) {
            assertThat(store.have().isEmpty()).isTrue();
            for (int piece : pieces) {
                assertThat(target.resolve("title/manifest.mpd")).doesNotExist();
                store.write(piece, bytes(piece));
            }
            store.settle();
            assertThat(target.resolve("title/a/1.m4s")).exists();
            assertThat(target.resolve("title/manifest.mpd")).doesNotExist();
            store.finish();
        }
        TestFiles.assertSame(title, target.resolve("title"));
        try (Stream<Path> left = Files.list(target)) {
            assertThat(left).containsExactly(target.resolve("title"));
        }
    }

    @Test
    void whatIsThereIsFoundAgain() throws IOException {
        try (PieceStore store = open(target)) {
            store.write(0, bytes(0));
            store.write(3, bytes(3));
        }
        // Recorded, and so not looked at again.
        Path part = target.resolve(".rundelta-swarm-" + torrent.infoHash()).resolve("0");
        byte[] content = Files.readAllBytes(part);
        content[0]++;
        Files.write(part, content);
        assertThat(have(target)).containsExactly(0, 3);
        // Not recorded, as after a kill: each piece is hashed.
        Files.delete(part.resolveSibling("pieces"));
        assertThat(have(target)).containsExactly(3);
        Files.write(part.resolveSibling("pieces"), new byte[1000]);
        assertThat(have(target)).containsExactly(3);
        Files.delete(part);
        assertThat(have(target)).isEmpty();
    }

    @Test
    void completeFolderIsFoundComplete() throws IOException {
        assertThat(have(folder)).hasSize(torrent.pieces());
        try (PieceStore store = open(folder)) {
            store.finish();
            ByteBuffer read = ByteBuffer.allocate(20);
            store.read(6, 1690, read);
            byte[] expected = new byte[20];
            bytes(6).get(1690, expected);
            assertThat(read.array()).isEqualTo(expected);
        }
        TestFiles.assertSame(title, title);
    }

    @Test
    void fileThatWasThereStaysAsItWasUntilTheNewOneIsWhole() throws IOException {
        Path old = TestFiles.random(target.resolve("title"), 6, "a/1.m4s", 100_000, "manifest.mpd", 600);
        Files.write(old.resolve("a/1.m4s"), bytes(1).array());
        byte[] manifest = Files.readAllBytes(old.resolve("manifest.mpd"));
        byte[] media = Files.readAllBytes(old.resolve("a/1.m4s"));
        try (PieceStore store = open(target)) {
            for (int piece = 0; piece < torrent.pieces(); piece++) {
                store.write(piece, bytes(piece));
                store.settle();
                assertThat(old.resolve("manifest.mpd")).hasBinaryContent(manifest);
                assertThat(old.resolve("a/1.m4s")).hasBinaryContent(media);
            }
            assertThat(old.resolve("a/3.m4s")).exists();
            store.finish();
        }
        TestFiles.assertSame(title, old);
    }

    @Test
    void filesLieInAnyFolderThatIsWanted() throws IOException {
        Path edge = folder.resolve("edge");
        try (PieceStore store = new PieceStore(torrent, PeerStorage.as(edge), bytes -> {})) {
            for (int piece = 0; piece < torrent.pieces(); piece++) {
                store.write(piece, bytes(piece));
            }
            store.finish();
        }
        TestFiles.assertSame(title, edge);
    }

    @Test
    void changedFileIsNamed() throws IOException {
        Files.write(title.resolve("a/2.m4s"), new byte[7]);
        try (PieceStore store = open(folder)) {
            assertThat(store.have().cardinality()).isEqualTo(torrent.pieces() - 1);
            assertThat(store.firstWrong()).contains("a");
        }
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> Peer.seed(torrent, folder, TestPeers.OPTIONS, PeerListener.NONE))
                .withMessageContaining("is not what the torrent was made of");
    }

    private PieceStore open(Path in) throws IOException {
        return new PieceStore(torrent, PeerStorage.in(in, torrent), bytes -> {});
    }

    private List<Integer> have(Path in) throws IOException {
        try (PieceStore store = open(in)) {
            return store.have().stream().boxed().toList();
        }
    }

    private ByteBuffer bytes(int piece) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(torrent.length(piece));
        try (PieceStore store = open(folder)) {
            store.read(piece, 0, bytes);
        }
        return bytes.flip();
    }
}
