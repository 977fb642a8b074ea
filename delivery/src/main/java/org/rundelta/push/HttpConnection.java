package org.rundelta.push;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to an HTTP/1.1 server, with TLS or without, for one request at a time. */
final class HttpConnection implements Closeable {
    private static final int CONNECT_TIMEOUT_MS = 10_000;
    private static final long REFUSAL_NANOS = 1_000_000_000;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Socket socket;
    private final HttpInput in;
    private final WritableByteChannel out;

    private volatile Thread user;
    private volatile long deadline;
    private long idleSince;

    private HttpConnection(Socket socket, ReadableByteChannel in, WritableByteChannel out) {
        this.socket = socket;
        this.in = new HttpInput(in);
        this.out = out;
    }

    /** Connects to the server of a URL. */
    static HttpConnection to(URI server) throws IOException {
        boolean isSecure = "https".equalsIgnoreCase(server.getScheme());
        int port = server.getPort() >= 0 ? server.getPort() : isSecure ? HTTPS_PORT : HTTP_PORT;
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(new InetSocketAddress(server.getHost(), port), CONNECT_TIMEOUT_MS);
            // or the end of a request waits for the server to acknowledge what was before it
            channel.socket().setTcpNoDelay(true);
            return isSecure
                    ? secure(channel.socket(), server.getHost(), port)
                    : new HttpConnection(channel.socket(), channel, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static HttpConnection secure(Socket socket, String host, int port) throws IOException {
        SSLSocketFactory factory = defaultContext().getSocketFactory();
        socket.setSoTimeout(CONNECT_TIMEOUT_MS);
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        secured.setSoTimeout(0);
        return new HttpConnection(
                socket, Channels.newChannel(secured.getInputStream()), Channels.newChannel(secured.getOutputStream()));
    }

    private static SSLContext defaultContext() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new SSLException("this Java has none", e);
        }
    }

    /** Until the answer is read, its connection may be closed by {@link #closeIfLate}. */
    void begin(Duration timeout) {
        in.begin();
        deadline = System.nanoTime() + timeout.toNanos();
        user = Thread.currentThread();
    }

    void end() {
        user = null;
        idleSince = System.nanoTime();
    }

    /** A blocked socket notices neither, and one with TLS no interrupt. */
    void closeIfLate() {
        Thread current = user;
        if (current != null && (current.isInterrupted() || System.nanoTime() - deadline > 0)) {
            close();
        }
    }

    /** Sends a head and a body. */
    HttpHead request(String head, HttpConnections.Body body) throws IOException {
        try {
            HttpConnections.Body.of(head.getBytes(ISO_8859_1)).send(out);
            body.send(out);
        } catch (IOException e) {
            return refusal(e);
        }
        return HttpHead.read(in);
    }

    /** A server that refuses a body may say so, and close, before it has read all of it; one that waits for the rest says nothing. */
    private HttpHead refusal(IOException failure) throws IOException {
        deadline = Math.min(deadline, System.nanoTime() + REFUSAL_NANOS);
        try {
            HttpHead head = HttpHead.read(in);
            return new HttpHead(head.status(), head.length(), head.isChunked(), true);
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    HttpInput in() {
        return in;
    }

    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - idleSince);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing is lost with it: what was sent is answered, or asked for again
        }
    }
}
