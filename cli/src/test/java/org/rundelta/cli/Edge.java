package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code rundelta serve}, {@code cdn edge}, {@code cdn steer} or {@code swarm tracker}, in a process of its own. It is waited for
 * when somebody asks where it is, so that several can be started at once.
 */
record Edge(RundeltaProcess process) implements AutoCloseable {
    private static final String ADDRESS = "(http://127\\.0\\.0\\.1:\\d+/\\S*?)[;,]";
    private static final Pattern URL = Pattern.compile("(?:serving .*|steering|tracking) at " + ADDRESS);
    private static final Pattern ADMIN = Pattern.compile("operators:? (?:at )?" + ADDRESS);

    /**
     * Starts it on a free port.
     *
     * @param folder what is served
     * @param scratch where what it says is kept
     */
    static Edge serve(Path folder, Path scratch, Object... options) throws IOException {
        List<Object> command = new ArrayList<>(List.of("serve", folder, "--port", 0));
        command.addAll(List.of(options));
        return start(scratch, command.toArray());
    }

    /** Starts one that keeps in a folder what an origin has. */
    static Edge pull(Path cache, URI origin, Path scratch) throws IOException {
        return start(scratch, "cdn", "edge", "--cache", cache, "--origin", origin, "--port", 0, "--admin-port", 0);
    }

    /** Starts a command that says at which URL it is. */
    static Edge start(Path scratch, Object... command) throws IOException {
        Path errors = Files.createTempFile(scratch, "serve", ".txt");
        return new Edge(RundeltaProcess.start(Redirect.PIPE, errors, command));
    }

    /** Where it serves. */
    URI url() {
        return await(URL);
    }

    /** Where operators reach it. */
    URI admin() {
        return await(ADMIN);
    }

    private URI await(Pattern said) {
        try {
            while (true) {
                Matcher url = said.matcher(process.errors());
                if (url.find()) {
                    return URI.create(url.group(1));
                }
                assertThat(process.process().isAlive()).as(process.errors()).isTrue();
                Thread.sleep(20);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
