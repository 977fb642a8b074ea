package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmCommandTest {
    @TempDir
    Path folder;

    @Test
    void torrentIsMadeOnceItIsWhole() throws Exception {
        Path title = Files.createDirectory(folder.resolve("title"));
        Files.writeString(title.resolve("manifest.mpd"), "x".repeat(100_000));
        Path torrent = folder.resolve("title.torrent");
        CommandRun made = CommandRun.of("swarm", "create", title.toString(), "-o", torrent.toString(), "--json");
        assertThat(made.assertDone().json().get("pieces").asInt()).isEqualTo(2);
        assertThat(made.json().get("infoHash").asText()).hasSize(40);
        assertThat(torrent).exists();
    }

    @Test
    void whatCannotBeSharedIsOneLine() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path torrent = folder.resolve("empty.torrent");
        CommandRun made = CommandRun.of("swarm", "create", empty.toString(), "-o", torrent.toString());
        assertThat(made.assertFailsWithOneLine()).contains("holds no bytes");
        assertThat(torrent).doesNotExist();
        CommandRun odd =
                CommandRun.of("swarm", "create", empty.toString(), "-o", torrent.toString(), "--piece-length", "100");
        assertThat(odd.assertFailsWithOneLine()).contains("power of two");
    }
}
