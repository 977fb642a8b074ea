package org.rundelta.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves a packaged title on loopback, with byte ranges, and the players' page below {@code /players/}. */
final class TitleServer implements Closeable {
    private static final String PLAYERS = "/players/";
    private static final int PARTS_A_SECOND = 50;
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "js", "text/javascript",
            "mpd", "application/dash+xml",
            "m3u8", "application/vnd.apple.mpegurl",
            "mp4", "video/mp4",
            "m4s", "video/iso.segment",
            "vtt", "text/vtt",
            "jpg", "image/jpeg");

    private final Path title;
    private final Path players;
    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile ToIntFunction<String> bytesPerSecond = path -> Integer.MAX_VALUE;

    TitleServer(Path title, Path players) throws IOException {
        this.title = title;
        this.players = players;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many requests it has got. */
    int requests() {
        return requests.get();
    }

    /** From now on an answer comes no faster than so many bytes a second, by the path that was asked for. */
    void holdBack(ToIntFunction<String> by) {
        bytesPerSecond = by;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            String path = exchange.getRequestURI().getPath();
            Path file = path.startsWith(PLAYERS)
                    ? players.resolve(path.substring(PLAYERS.length()))
                    : title.resolve(path.substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String ending = path.substring(path.lastIndexOf('.') + 1);
            exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(ending, "application/octet-stream"));
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            send(exchange, Files.readAllBytes(file), bytesPerSecond.applyAsInt(path));
        }
    }

    private static void send(HttpExchange exchange, byte[] bytes, int bytesPerSecond) throws IOException {
        String wanted = exchange.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(wanted == null ? "" : wanted);
        byte[] part = bytes;
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2).isEmpty() ? bytes.length - 1 : Integer.parseInt(range.group(2));
            if (first >= bytes.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            part = Arrays.copyOfRange(bytes, first, Math.min(last + 1, bytes.length));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + first + "-" + (first + part.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(range.matches() ? 206 : 200, part.length);
        write(exchange.getResponseBody(), part, bytesPerSecond);
    }

    /** Each part comes at its time, however late the one before was. */
    private static void write(OutputStream out, byte[] bytes, int bytesPerSecond) throws IOException {
        long start = System.nanoTime();
        int partBytes = bytesPerSecond / PARTS_A_SECOND;
        for (int from = 0; from < bytes.length; from += partBytes) {
            long due = start + TimeUnit.SECONDS.toNanos(from) / bytesPerSecond;
            LockSupport.parkNanos(due - System.nanoTime());
            out.write(bytes, from, Math.min(partBytes, bytes.length - from));
            out.flush();
        }
    }

    /** As if it were killed: connections end, none is accepted any more. */
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
