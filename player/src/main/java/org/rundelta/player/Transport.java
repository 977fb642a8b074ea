package org.rundelta.player;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.rundelta.dash.ByteRange;

/** Opens URLs: {@code http}, {@code https}, and files where the title is one of this machine. */
final class Transport {
    private final HttpClient http;
    private final Duration timeout;
    private final boolean isLocal;

    /**
     * @param manifest of the title
     * @param timeout without an answer, and later without a byte
     */
    Transport(URI manifest, Duration timeout) {
        this.timeout = timeout;
        isLocal = "file".equals(manifest.getScheme());
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(timeout)
                .build();
    }

    /**
     * The {@code Date} of an answer to {@code HEAD}.
     *
     * @throws IOException if there is none
     */
    Instant date(URI uri) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            String date = http.send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Date")
                    .orElse("");
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (InterruptedException e) {
            throw new InterruptedPlayException(e);
        }
    }

    /**
     * Opens what a URL holds.
     *
     * @param range of it, or null for all
     * @throws IOException if there is nothing
     */
    Body open(URI uri, ByteRange range) throws IOException {
        String scheme = String.valueOf(uri.getScheme());
        if (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) {
            return HttpBody.open(http, uri, range, timeout);
        }
        if (scheme.equals("file") && isLocal) {
            return FileBody.open(uri, range);
        }
        throw new IOException(uri + ": cannot be fetched; a title is at http, https, or a path of this machine");
    }
}
