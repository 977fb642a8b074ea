package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedFetchesTest {
    private static final InfoHash OLD = new InfoHash("01".repeat(20));
    private static final InfoHash RUNNING = new InfoHash("02".repeat(20));
    private static final InfoHash YOUNG = new InfoHash("03".repeat(20));

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private final Instant aWeekAgo = now.minus(Duration.ofDays(7));

    @Test
    void thoseThatNobodyGoesOnWithAreDeleted() throws Exception {
        Path old = make(OLD);
        age(old.resolve("0"), 8);
        age(old.resolve("pieces"), 9);
        age(old, 10);
        Path running = make(RUNNING);
        age(running.resolve("0"), 8);
        age(running.resolve("pieces"), 8);
        age(running, 8);
        Path young = make(YOUNG);
        age(young, 8);
        Path other = Files.createDirectory(folder.resolve("title"));
        age(other, 100);

        assertThat(UnfinishedFetches.clear(folder, aWeekAgo, Set.of(RUNNING))).containsExactly(old);

        assertThat(folder).isDirectoryContaining(running::equals).isDirectoryContaining(other::equals);
        assertThat(young).isNotEmptyDirectory();
        assertThat(old).doesNotExist();
        assertThat(UnfinishedFetches.clear(folder.resolve("none"), now, Set.of()))
                .isEmpty();
    }

    @Test
    void whoGoesOnKeepsWhatHasCome() throws Exception {
        Path title = TestFiles.random(folder.resolve("title"), 3, "1.m4s", 100_000);
        Metainfo torrent = TestTorrents.of(title);
        Path mine = make(torrent.infoHash());
        age(mine.resolve("0"), 8);
        age(mine.resolve("pieces"), 8);
        age(mine, 8);
        try (PieceStore store = new PieceStore(torrent, PeerStorage.as(folder.resolve("target")), n -> {})) {
            assertThat(store.have().isEmpty()).isTrue();
        }
        assertThat(UnfinishedFetches.clear(folder, aWeekAgo, Set.of()))
                .as("another folder")
                .containsExactly(mine);
        make(torrent.infoHash());
        age(mine.resolve("0"), 8);
        age(mine.resolve("pieces"), 8);
        age(mine, 8);
        try (PieceStore store = new PieceStore(torrent, PeerStorage.as(folder), n -> {})) {
            store.touch();
            assertThat(UnfinishedFetches.clear(folder, aWeekAgo, Set.of())).isEmpty();
        }
    }

    private Path make(InfoHash hash) throws IOException {
        Path made = Files.createDirectories(folder.resolve(PieceRecord.PREFIX + hash.hex()));
        Files.write(made.resolve("0"), new byte[10]);
        Files.write(made.resolve("pieces"), new byte[1]);
        return made;
    }

    private void age(Path path, int days) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(now.minus(Duration.ofDays(days))));
    }
}
