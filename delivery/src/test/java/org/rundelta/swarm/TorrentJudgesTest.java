package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs make the same torrents of the same files; where they are not installed, the tests are skipped. */
class TorrentJudgesTest {
    private static final Path MKTORRENT = Path.of("/usr/bin/mktorrent");
    private static final String TRACKER = "http://127.0.0.1:6969/announce";

    @TempDir
    Path folder;

    private Path title;
    private Path file;

    @BeforeEach
    void makeFiles() throws Exception {
        title = TestFiles.random(
                folder.resolve("title"), 11, "é/1.m4s", 300_000, "a/b/2.m4s", 131_072, "a.m4s", 1, "manifest.mpd", 900);
        file = folder.resolve("film.mp4");
        Files.copy(title.resolve("é").resolve("1.m4s"), file);
    }

    @Test
    void libtorrentMakesTheSame() throws Exception {
        Libtorrent.assume();
        for (Path source : List.of(title, file)) {
            Path made = folder.resolve("libtorrent.torrent");
            Libtorrent.run("make", source.toString(), made.toString(), "--tracker", TRACKER, "--piece", "32");
            assertThat(Metainfo.read(made).infoHash()).isEqualTo(ours(source).infoHash());
        }
    }

    @Test
    void mktorrentMakesTheSame() throws Exception {
        assumeThat(MKTORRENT).as("skipped: no mktorrent (Debian: mktorrent)").isExecutable();
        for (Path source : List.of(title, file)) {
            Path made = folder.resolve(source.getFileName() + ".torrent");
            Process process = new ProcessBuilder(
                            MKTORRENT.toString(), "-a", TRACKER, "-l", "15", "-o", made.toString(), source.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("mktorrent.log").toFile())
                    .start();
            assertThat(process.waitFor()).isZero();
            Metainfo theirs = Metainfo.read(made);
            assertThat(theirs.trackers()).isEqualTo(ours(source).trackers());
            assertThat(theirs.infoHash()).isEqualTo(ours(source).infoHash());
        }
    }

    private static Metainfo ours(Path source) throws Exception {
        TorrentOptions options =
                new TorrentOptions(Optional.of(1 << 15), false, List.of(URI.create(TRACKER)), List.of());
        return MetainfoReader.read(TorrentMaker.make(source, options, n -> {}));
    }
}
