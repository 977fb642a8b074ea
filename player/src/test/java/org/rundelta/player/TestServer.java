package org.rundelta.player;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves files from memory on loopback, with byte ranges, and misbehaves where it is told to. */
final class TestServer implements Closeable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    static {
        // Otherwise each answer waits for the client to acknowledge its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** Answers a request in place of the server. */
    interface Fault {
        /** Whether it did; otherwise the server does. */
        boolean answer(HttpExchange exchange, String path) throws IOException;
    }

    /** Paths that were asked for, in order. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    volatile Fault fault = (exchange, path) -> false;
    volatile Map<String, byte[]> files;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TestServer(Map<String, byte[]> files) throws IOException {
        this.files = files;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            requests.add(path);
            byte[] file = files.get(path);
            if (fault.answer(exchange, path)) {
                return;
            }
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            Matcher range =
                    RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            if (range.matches()) {
                int first = Integer.parseInt(range.group(1));
                int last = Math.min(file.length - 1, Integer.parseInt(range.group(2)));
                exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + file.length);
                send(exchange, 206, Arrays.copyOfRange(file, first, last + 1));
            } else {
                send(exchange, 200, file);
            }
        }
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
