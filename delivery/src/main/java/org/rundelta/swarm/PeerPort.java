package org.rundelta.swarm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Where a peer is reached. */
final class PeerPort implements AutoCloseable {
    private final InetAddress host;
    private final ServerSocketChannel server;

    /** Listens; the selector tells when somebody dials. */
    PeerPort(InetAddress host, int port, Selector selector) throws IOException {
        this.host = host;
        server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(host, port));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            server.close();
            throw new IOException(
                    host.getHostAddress() + ":" + port + ": " + e.getMessage() + "; choose another --host or --port",
                    e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, server.socket().getLocalPort());
    }

    /** Who dialled; null if nobody did. */
    SocketChannel accept() throws IOException {
        return server.accept();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
