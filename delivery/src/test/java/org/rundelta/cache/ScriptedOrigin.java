package org.rundelta.cache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as a test wants it to, rightly or not. Each connection is for one request. */
public final class ScriptedOrigin implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Script script;
    private final Thread accepting;

    /** Writes an answer, header and all. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, OutputStream out) throws Exception;
    }

    /**
     * A request.
     *
     * @param number from 1
     * @param headers with names in lower case
     */
    public record Request(int number, String path, Map<String, String> headers) {}

    public ScriptedOrigin(Script script) throws IOException {
        this.script = script;
        accepting = start(this::accept);
    }

    /** One that sends these bytes for good, with this field in its header. */
    public static ScriptedOrigin of(byte[] body, String... fields) throws IOException {
        return new ScriptedOrigin((request, out) -> send(out, 200, body, fields));
    }

    /** Writes a whole answer. */
    public static void send(OutputStream out, int status, byte[] body, String... fields) throws IOException {
        head(out, status, body.length, fields);
        out.write(body);
    }

    /** Writes the header of an answer. */
    public static void head(OutputStream out, int status, long size, String... fields) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " As told\r\nConnection: close\r\n");
        if (status != 304) {
            head.append("Content-Length: ").append(size).append("\r\n");
        }
        for (String field : fields) {
            head.append(field).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "origin");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                start(() -> answer(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            Map<String, String> headers = new TreeMap<>();
            for (String field = in.readLine(); !field.isEmpty(); field = in.readLine()) {
                String[] parts = field.split(": ?", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
            }
            Request request;
            synchronized (requests) {
                request = new Request(requests.size() + 1, line.split(" ", 3)[1], headers);
                requests.add(request);
            }
            script.answer(request, socket.getOutputStream());
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes(); // else what was sent may be lost
        } catch (Exception e) {
            // the client went, or the test is over
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** What it was asked so far. */
    public List<Request> requests() {
        return requests;
    }

    /** From then on nobody is answered: while a thread is still in accept, the system connects those who come. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
