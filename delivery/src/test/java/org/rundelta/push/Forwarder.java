package org.rundelta.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLContext;

/** Passes requests on to another server, or not. */
final class Forwarder implements Closeable {
    /** In place of a status: the request is passed on with its last byte missing. */
    static final int CUT = -1;

    /** The request is passed on, the answer is not: HTTP 502 in its place. */
    static final int LOST = -2;

    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String origin;
    private final IntSupplier status;
    private final int bytesPerSecond;
    private volatile Consumer<String> listener = request -> {};

    /** @param status to answer with in place of the other server, or 0 */
    Forwarder(String origin, IntSupplier status) throws IOException {
        this(origin, status, Integer.MAX_VALUE);
    }

    /** @param bytesPerSecond so many of a body it reads */
    Forwarder(String origin, IntSupplier status, int bytesPerSecond) throws IOException {
        this(HttpServer.create(ANY, 0), origin, status, bytesPerSecond);
    }

    /** With TLS. */
    Forwarder(String origin, SSLContext certificate) throws IOException {
        this(secure(certificate), origin, () -> 0, Integer.MAX_VALUE);
    }

    private static HttpServer secure(SSLContext certificate) throws IOException {
        HttpsServer server = HttpsServer.create(ANY, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return server;
    }

    private Forwarder(HttpServer server, String origin, IntSupplier status, int bytesPerSecond) {
        this.server = server;
        this.origin = origin;
        this.status = status;
        this.bytesPerSecond = bytesPerSecond;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Hears of each request: {@code METHOD PATH from PORT}. */
    void listen(Consumer<String> each) {
        listener = each;
    }

    String origin() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        listener.accept(exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getRawPath() + " from "
                + exchange.getRemoteAddress().getPort());
        try (exchange) {
            byte[] body = body(exchange.getRequestBody());
            int instead = status.getAsInt();
            if (instead > 0) {
                exchange.sendResponseHeaders(instead, -1);
                return;
            }
            byte[] passedOn = instead == CUT && body.length > 0 ? Arrays.copyOf(body, body.length - 1) : body;
            HttpResponse<byte[]> response =
                    http.send(request(exchange, passedOn), HttpResponse.BodyHandlers.ofByteArray());
            if (instead == LOST) {
                exchange.sendResponseHeaders(502, -1);
                return;
            }
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] body(InputStream in) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = in.readNBytes(bytesPerSecond);
        while (part.length > 0) {
            body.write(part);
            if (part.length == bytesPerSecond) {
                Thread.sleep(1000);
            }
            part = in.readNBytes(bytesPerSecond);
        }
        return body.toByteArray();
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(origin + exchange.getRequestURI().getRawPath()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        String destination = exchange.getRequestHeaders().getFirst("Destination");
        return destination == null
                ? request.build()
                : request.header("Destination", destination.replace(origin(), origin))
                        .build();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
