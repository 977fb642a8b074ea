package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** libtorrent, through the script in {@code src/test/python}; what it prints goes to standard error. */
final class Libtorrent {
    private static final String PYTHON = "/usr/bin/python3";
    private static final Path SCRIPT = Path.of("src", "test", "python", "libtorrent_peer.py");

    private Libtorrent() {}

    /** Skips the test where there is none. */
    static void assume() throws IOException, InterruptedException {
        assumeThat(isThere())
                .as("skipped: no libtorrent (Debian: python3-libtorrent)")
                .isTrue();
    }

    static boolean isThere() throws IOException, InterruptedException {
        return Path.of(PYTHON).toFile().canExecute()
                && new ProcessBuilder(PYTHON, "-c", "import libtorrent")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(PYTHON, SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The info hashes, of version 1 and 2, that it finds in a torrent file. */
    static String hashes(Path torrent) throws IOException, InterruptedException {
        Process process = start("hashes", torrent.toString());
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return printed;
    }

    /**
     * It fetches a title from ours, and ours from it.
     *
     * @param title in {@code folder}
     */
    static void assertSharesWithOurs(Path torrent, Path title, Path folder) throws IOException, InterruptedException {
        Metainfo metainfo = Metainfo.read(torrent);
        Path theirs = folder.resolve("theirs");
        try (TestPeers swarm = new TestPeers(metainfo)) {
            Peer seed = swarm.seed(folder, false, 0);
            run("leech", torrent.toString(), theirs.toString(), "--peer", address(seed));
        }
        TestFiles.assertSame(title, theirs.resolve("title"));
        try (TestPeers swarm = new TestPeers(metainfo)) {
            Peer fetching = swarm.fetch(folder.resolve("ours"), 0);
            Process process = start("seed", torrent.toString(), theirs.toString(), "--peer", address(fetching));
            try {
                fetching.awaitComplete();
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        TestFiles.assertSame(title, folder.resolve("ours/title"));
    }

    private static String address(Peer peer) {
        return "127.0.0.2:" + peer.address().getPort();
    }

    /** Runs it to its end, which has to be a good one. */
    static void run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try {
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
