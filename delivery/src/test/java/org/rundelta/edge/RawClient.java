package org.rundelta.edge;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are, which the clients of libraries would not. */
final class RawClient {
    private static final int PATIENCE_MS = 30_000;

    private RawClient() {}

    static Socket connect(URI edge) throws IOException {
        Socket socket = new Socket(edge.getHost(), edge.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        return socket;
    }

    /** All that is answered until the connection ends, Latin-1; empty if it ends at once. */
    static String exchange(URI edge, byte[] request) throws IOException {
        try (Socket socket = connect(edge)) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException e) {
                return ""; // closed before it had read all
            }
        }
    }

    /** The answer to a request for a path that is sent as it is. */
    static String get(URI edge, String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return exchange(edge, request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The status of an answer; 0 if there is none. */
    static int status(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.substring(9, 12));
    }
}
