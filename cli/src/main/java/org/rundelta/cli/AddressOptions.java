package org.rundelta.cli;

import java.net.InetAddress;
import picocli.CommandLine.Option;

/** Where a server listens. */
final class AddressOptions {

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen at; 0.0.0.0 is all of them (default: ${DEFAULT-VALUE}).")
    private InetAddress host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen at; 0 takes one that is free (default: ${DEFAULT-VALUE}).")
    private int port;

    /** @param defaultPort unless another is given */
    AddressOptions(int defaultPort) {
        port = defaultPort;
    }

    InetAddress host() {
        return host;
    }

    int port() {
        return port;
    }
}
