package org.rundelta.swarm;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/** Announces to trackers over HTTP. */
final class TrackerClient {
    private static final int MAX_BYTES = 1 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    /**
     * Announces.
     *
     * @throws IOException if the tracker cannot be reached, refuses, or answers what is none; one line
     */
    TrackerAnswer announce(URI tracker, Announce announce, Duration timeout) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url(tracker, announce)).timeout(timeout).build();
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new SwarmException("it cannot be reached");
        }
        try (InputStream body = response.body()) {
            byte[] answer = body.readNBytes(MAX_BYTES + 1);
            if (response.statusCode() != OK || answer.length > MAX_BYTES) {
                throw new SwarmException(
                        "it answers with status " + response.statusCode() + " and " + answer.length + " bytes");
            }
            return TrackerAnswer.read(answer);
        }
    }

    static URI url(URI tracker, Announce announce) {
        StringBuilder url = new StringBuilder(tracker.toString());
        url.append(tracker.getRawQuery() == null ? '?' : '&')
                .append("info_hash=")
                .append(percent(announce.infoHash().bytes()))
                .append("&peer_id=")
                .append(percent(Bencode.bytes(announce.peerId())))
                .append("&port=")
                .append(announce.peer().getPort())
                .append("&uploaded=")
                .append(announce.uploaded())
                .append("&downloaded=")
                .append(announce.downloaded())
                .append("&left=")
                .append(announce.left())
                .append("&compact=1&numwant=")
                .append(announce.wanted());
        InetAddress own = announce.peer().getAddress();
        if (!own.isAnyLocalAddress()) {
            url.append("&ip=").append(own.getHostAddress());
        }
        announce.event()
                .ifPresent(event -> url.append("&event=").append(event.name().toLowerCase(Locale.ROOT)));
        return URI.create(url.toString());
    }

    private static String percent(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(String.format(Locale.ROOT, "%%%02x", b));
        }
        return text.toString();
    }
}
