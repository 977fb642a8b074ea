package org.rundelta.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/**
 * Where Spark's master is.
 *
 * @param text as Spark takes it: {@code spark://host:port}, several of them separated by commas, {@code local[2]}, or what
 *     other cluster managers are called
 */
record MasterUrl(String text) {
    private static final String STANDALONE = "spark://";
    private static final int PATIENCE_MS = 5000;

    /** Whether everything happens in this process. */
    boolean isLocal() {
        return text.startsWith("local") && !text.startsWith("local-cluster");
    }

    /** Whether it is one of Spark's own masters. */
    boolean isStandalone() {
        return text.startsWith(STANDALONE);
    }

    /**
     * Checks that one of Spark's own masters listens; Spark itself would try for a minute.
     *
     * @throws IOException if none does
     * @throws IllegalArgumentException if the address is none
     */
    void requireReachable() throws IOException {
        if (!isStandalone()) {
            return;
        }
        String problem = "";
        for (InetSocketAddress address : addresses()) {
            try (Socket socket = new Socket()) {
                if (address.isUnresolved()) {
                    problem = "no such host";
                } else {
                    socket.connect(address, PATIENCE_MS);
                    return;
                }
            } catch (IOException e) {
                problem = e.getMessage();
            }
        }
        throw new IOException(text + ": no master of Spark answers there (" + problem
                + "); start it, or check the address, which is that on the master's page");
    }

    /**
     * Of Spark's own masters.
     *
     * @throws IllegalArgumentException if the address is none
     */
    List<InetSocketAddress> addresses() {
        return Arrays.stream(text.substring(STANDALONE.length()).split(","))
                .map(this::address)
                .toList();
    }

    private InetSocketAddress address(String host) {
        int colon = host.lastIndexOf(':');
        try {
            return new InetSocketAddress(host.substring(0, colon), Integer.parseInt(host.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    text + ": a master of Spark is spark://HOST:PORT, most often of port 7077", e);
        }
    }
}
