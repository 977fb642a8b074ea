package org.rundelta.simulate;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves files from memory on loopback as a network would carry them that follows a trace: an answer waits for the latency,
 * then it comes in small parts, each sent at the moment at which the trace has carried it. All connections share the
 * bandwidth. A part that is late, because the machine is busy, does not delay those after it.
 */
final class ShapedServer implements Closeable {
    private static final int PART_BYTES = 1400;
    private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Pattern RANGE = Pattern.compile("(?i)range: bytes=(\\d+)-(\\d+)");

    private final Map<String, byte[]> files;
    private final NetworkTrace trace;
    private final ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private long startNanos;
    private Network link;
    private double lateMs;

    /** @param files by path */
    ShapedServer(Map<String, byte[]> files, NetworkTrace trace) throws IOException {
        this.files = files;
        this.trace = trace;
        threads.execute(this::accept);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/" + path);
    }

    /** Begins the trace; until then nothing is held back. */
    synchronized void start() {
        startNanos = System.nanoTime();
        link = new Network(trace.periods());
    }

    /** By how much the latest part was late. */
    synchronized double lateMs() {
        return lateMs;
    }

    private synchronized void late(double ms) {
        lateMs = Math.max(lateMs, ms);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    private void serve(Socket connection) {
        try (Socket socket = connection) {
            connections.add(socket);
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                byte[] file = files.get(request.split(" ", -1)[1].substring(1));
                answer(file, range(in), socket.getOutputStream());
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    /** What the head of a request asks for, first and last byte; null if it is all of a file. */
    private static int[] range(BufferedReader in) throws IOException {
        int[] range = null;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            Matcher matcher = RANGE.matcher(line);
            if (matcher.matches()) {
                range = new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))};
            }
        }
        return range;
    }

    private void answer(byte[] file, int[] range, OutputStream out) throws IOException {
        byte[] body = range == null ? file : Arrays.copyOfRange(file, range[0], range[1] + 1);
        String status = range == null
                ? "200 OK"
                : "206 Partial Content\r\nContent-Range: bytes " + range[0] + "-" + range[1] + "/" + file.length;
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        double readyMs = readyMs();
        waitUntil(readyMs);
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        for (int from = 0; from < body.length; from += PART_BYTES) {
            int length = Math.min(PART_BYTES, body.length - from);
            waitUntil(carriedMs(readyMs, length));
            out.write(body, from, length);
        }
    }

    private double nowMs() {
        return (System.nanoTime() - startNanos) / NANOS_PER_MS;
    }

    /** When the first byte of what is asked for now can come. */
    private synchronized double readyMs() {
        if (link == null) {
            return 0;
        }
        Network latency = new Network(trace.periods());
        latency.pass(nowMs());
        latency.request();
        return latency.nowMs();
    }

    /** When the next part is there, of an answer that could begin at {@code readyMs}. */
    private synchronized double carriedMs(double readyMs, int bytes) {
        if (link == null) {
            return 0;
        }
        link.pass(Math.max(0, readyMs - link.nowMs()));
        double bits = (double) bytes * Byte.SIZE;
        link.transfer(bits, bits, 0);
        return link.nowMs();
    }

    private void waitUntil(double ms) {
        for (double left = ms - nowMs(); left > 0 && ms > 0; left = ms - nowMs()) {
            LockSupport.parkNanos((long) Math.ceil(left * NANOS_PER_MS));
        }
        if (ms > 0) {
            late(nowMs() - ms);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }
}
