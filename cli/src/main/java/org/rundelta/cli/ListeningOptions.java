package org.rundelta.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.rundelta.edge.Listening;
import picocli.CommandLine.Option;

/** Where a server listens, and what it notes of its requests. */
final class ListeningOptions {

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen at; 0.0.0.0 is all of them (default: ${DEFAULT-VALUE}).")
    private InetAddress host;

    @Option(
            names = "--port",
            defaultValue = "8000",
            description = "The port to listen at; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "4096",
            description = "The most that are open at once (default: ${DEFAULT-VALUE}).")
    private int maxConnections;

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            description = "Append a line for each request, as web servers do; - is standard error.")
    private Path accessLog;

    /** Opens the log, for the caller to close; null if there is to be none. */
    Writer log() throws IOException {
        if (accessLog == null) {
            return null;
        }
        return accessLog.toString().equals("-")
                ? new OutputStreamWriter(System.err, StandardCharsets.UTF_8)
                : Files.newBufferedWriter(accessLog, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    Listening listening(Writer log) {
        return new Listening(host, port, maxConnections, Optional.ofNullable(log));
    }
}
