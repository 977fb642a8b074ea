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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a server listens, and what it notes of its requests. */
final class ListeningOptions {

    @Mixin
    private AddressOptions address = new AddressOptions(8000);

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

    InetAddress host() {
        return address.host();
    }

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
        return new Listening(address.host(), address.port(), maxConnections, Optional.ofNullable(log));
    }
}
