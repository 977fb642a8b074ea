package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code rundelta serve}, {@code cdn edge}, {@code cdn steer} or {@code swarm tracker}, in a process of its own. */
record Edge(RundeltaProcess process, URI url) implements AutoCloseable {
    private static final Pattern URL =
            Pattern.compile("(?:serving .*|steering|tracking) at (http://127\\.0\\.0\\.1:\\d+/\\S*?)[;,]");

    /**
     * Starts it on a free port.
     *
     * @param folder what is served
     * @param scratch where what it says is kept
     */
    static Edge serve(Path folder, Path scratch, Object... options) throws IOException, InterruptedException {
        List<Object> command = new ArrayList<>(List.of("serve", folder, "--port", 0));
        command.addAll(List.of(options));
        return start(scratch, command.toArray());
    }

    /** Starts one that keeps in a folder what an origin has. */
    static Edge pull(Path cache, URI origin, Path scratch) throws IOException, InterruptedException {
        return start(scratch, "cdn", "edge", "--cache", cache, "--origin", origin, "--port", 0, "--admin-port", 0);
    }

    /** Starts a command that says at which URL it is. */
    static Edge start(Path scratch, Object... command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile(scratch, "serve", ".txt");
        RundeltaProcess process = RundeltaProcess.start(Redirect.PIPE, errors, command);
        return new Edge(process, awaitUrl(process));
    }

    private static URI awaitUrl(RundeltaProcess serve) throws IOException, InterruptedException {
        while (true) {
            Matcher url = URL.matcher(serve.errors());
            if (url.find()) {
                return URI.create(url.group(1));
            }
            assertThat(serve.process().isAlive()).as(serve.errors()).isTrue();
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
