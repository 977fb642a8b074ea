package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    void titleIsFetchedFromASeedThroughATracker() throws Exception {
        Path title = Files.createDirectories(folder.resolve("from").resolve("title"));
        Files.writeString(title.resolve("manifest.mpd"), "x".repeat(100_000));
        Path torrent = folder.resolve("title.torrent");
        Path target = folder.resolve("to");
        try (Edge tracker = Edge.start(folder, "swarm", "tracker", "--port", 0)) {
            CommandRun.of("swarm", "create", title, "-o", torrent, "--tracker", tracker.url())
                    .assertDone();
            Path errors = folder.resolve("errors");
            try (RundeltaProcess seed = RundeltaProcess.start(
                    Redirect.PIPE, errors, "swarm", "seed", torrent, title.getParent(), "--super-seed")) {
                CommandRun fetched = CommandRun.of("swarm", "fetch", torrent, "-o", target, "--json");
                assertThat(fetched.assertDone().json().get("received").asInt()).isEqualTo(100_000);
                assertThat(seed.errors()).contains("seeding title at 127.0.0.1:");
                seed.interrupt();
                assertThat(seed.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
            }
        }
        assertThat(Files.mismatch(
                        title.resolve("manifest.mpd"), target.resolve("title").resolve("manifest.mpd")))
                .isEqualTo(-1);
    }

    @Test
    void fetchGoesOnWhenThereIsRoomOnTheDiskAgain() throws Exception {
        Path title = Files.createDirectories(folder.resolve("from").resolve("title"));
        byte[] segment = new byte[40_000];
        for (int i = 0; i < 4; i++) {
            new Random(i).nextBytes(segment);
            Files.write(title.resolve(i + ".m4s"), segment);
        }
        Files.writeString(title.resolve("manifest.mpd"), "x".repeat(1000));
        Path torrent = folder.resolve("title.torrent");
        CommandRun.of("swarm", "create", title, "-o", torrent, "--piece-length", 16)
                .assertDone();
        Path errors = folder.resolve("errors");
        try (FullDisk disk = FullDisk.mount(folder.resolve("disk"));
                RundeltaProcess seed =
                        RundeltaProcess.start(Redirect.PIPE, errors, "swarm", "seed", torrent, title.getParent())) {
            String address = awaitAddress(seed);
            Object[] fetch = {
                "swarm", "fetch", torrent, "-o", disk.path(), "--peer", address, "--in-order", "--json", "-q"
            };
            assertThat(CommandRun.of(fetch).assertFailsWithOneLine())
                    .startsWith("cannot write " + disk.path().resolve("title"))
                    .endsWith(": the disk is full; make room, then do it again: what has come so far stays");
            assertThat(disk.path().resolve("title").resolve("manifest.mpd")).doesNotExist();
            disk.grow();
            int received =
                    CommandRun.of(fetch).assertDone().json().get("received").asInt();
            assertThat(received).isLessThan(150_000);
            for (int i = 0; i < 4; i++) {
                assertThat(disk.path().resolve("title").resolve(i + ".m4s"))
                        .hasSameBinaryContentAs(title.resolve(i + ".m4s"));
            }
            assertThat(disk.path().resolve("title").resolve("manifest.mpd")).exists();
        }
    }

    private static String awaitAddress(RundeltaProcess seed) throws Exception {
        Pattern said = Pattern.compile("at (127\\.0\\.0\\.1:\\d+)");
        while (true) {
            Matcher address = said.matcher(seed.errors());
            if (address.find()) {
                return address.group(1);
            }
            assertThat(seed.process().isAlive()).as(seed.errors()).isTrue();
            Thread.sleep(20);
        }
    }

    @Test
    void whatCannotBeSeededIsOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("film.mp4"), "x".repeat(100_000));
        Path torrent = folder.resolve("film.torrent");
        CommandRun.of("swarm", "create", file, "-o", torrent).assertDone();
        Files.writeString(file, "y".repeat(100_000));
        assertThat(CommandRun.of("swarm", "seed", torrent, folder).assertFailsWithOneLine())
                .contains("film.mp4 is not what the torrent was made of");
        assertThat(CommandRun.of("swarm", "fetch", file, "-o", folder).assertFailsWithOneLine())
                .contains("film.mp4 is no torrent that can be used: not bencoded: byte 0");
        assertThat(CommandRun.of("swarm", "fetch", torrent, "-o", folder, "--peer", "nobody")
                        .assertWrongUsage())
                .contains("'nobody' is no peer");
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

    @Test
    void wrongValuesAreOneLine() throws Exception {
        Path file = Files.writeString(folder.resolve("film.mp4"), "x".repeat(100_000));
        Path torrent = folder.resolve("film.torrent");
        Object[] create = {"swarm", "create", file, "-o", torrent};
        assertThat(with(create, "--tracker", "nonsense").assertFailsWithOneLine())
                .startsWith("tracker nonsense is no URL");
        assertThat(CommandRun.of("swarm", "create", folder, "-o", torrent, "--web-seed", "http://127.0.0.1:8000/titles")
                        .assertFailsWithOneLine())
                .startsWith("web seed http://127.0.0.1:8000/titles does not end in /");
        assertThat(torrent).doesNotExist();
        with(create, "--tracker", "udp://127.0.0.1:6969").assertDone();
        assertThat(CommandRun.of("swarm", "seed", folder, folder).assertFailsWithOneLine())
                .isEqualTo(folder + ": is a folder; name a file");
        assertThat(CommandRun.of("swarm", "fetch", torrent, "-o", file).assertFailsWithOneLine())
                .isEqualTo(file + ": is not a folder; name a folder");
        assertThat(CommandRun.of("swarm", "fetch", torrent, "-o", folder, "--keep-unfinished", "-1")
                        .assertWrongUsage())
                .contains("'-1' is no number of days");
        assertThat(CommandRun.of("swarm", "tracker", "--port", 0, "--state", folder)
                        .assertFailsWithOneLine())
                .isEqualTo(folder + ": is a folder; name a file");
        Path missing = folder.resolve("missing");
        assertThat(CommandRun.of("swarm", "tracker", "--port", 0, "--state", missing.resolve("state"))
                        .assertFailsWithOneLine())
                .startsWith(missing.toString());
    }

    private static CommandRun with(Object[] command, Object... more) {
        return CommandRun.of(Stream.concat(Stream.of(command), Stream.of(more)).toArray());
    }

    @Test
    void edgesAreOtherFoldersEachNamedOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("film.mp4"), "x".repeat(100_000));
        Path torrent = folder.resolve("film.torrent");
        CommandRun.of("swarm", "create", file, "-o", torrent).assertDone();
        Path edge = folder.resolve("edge");
        Object[] fill = {"swarm", "fill", torrent, folder, "--to", edge};
        assertThat(with(fill, folder).assertWrongUsage()).startsWith("--to " + folder + " is named twice");
        assertThat(with(fill, edge.resolve(".")).assertWrongUsage()).contains("is named twice");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        with(fill, link).assertDone();
        assertThat(link.resolve("film.mp4")).hasSameBinaryContentAs(file);
    }
}
