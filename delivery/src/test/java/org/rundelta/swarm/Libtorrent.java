package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
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

    /** Runs it to its end, which has to be a good one. */
    static void run(String... arguments) throws IOException, InterruptedException {
        assertThat(start(arguments).waitFor()).isZero();
    }
}
