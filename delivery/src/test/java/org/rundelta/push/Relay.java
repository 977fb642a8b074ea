package org.rundelta.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Passes connections on to a server, byte for byte, so that signatures hold; or is down at its port. */
final class Relay implements Closeable {
    private static final byte[] ERROR =
            "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private final URI origin;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile boolean isBroken;
    private ServerSocket server;

    Relay(URI origin) throws IOException {
        this.origin = origin;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = server.getLocalPort();
        listen();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void listen() {
        ServerSocket listening = server;
        threads.execute(() -> {
            while (!listening.isClosed()) {
                try {
                    Socket client = listening.accept();
                    threads.execute(() -> serve(client));
                } catch (IOException e) {
                    // closed
                }
            }
        });
    }

    /** Answers each request with 500. */
    void fail() throws IOException {
        isBroken = true;
        hangUp();
    }

    /** Refuses connections. */
    void refuse() throws IOException {
        server.close();
        hangUp();
    }

    /** Passes on again. */
    void recover() throws IOException {
        isBroken = false;
        if (server.isClosed()) {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listen();
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client) {
            if (isBroken) {
                client.getOutputStream().write(ERROR);
                client.shutdownOutput();
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
                return;
            }
            try (Socket upstream = new Socket(origin.getHost(), origin.getPort())) {
                open.add(upstream);
                threads.execute(() -> pass(client, upstream));
                pass(upstream, client);
                open.remove(upstream);
            }
        } catch (IOException e) {
            // one of both has hung up
        } finally {
            open.remove(client);
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of both has hung up
        }
    }

    private void hangUp() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
        threads.shutdownNow();
    }
}
