package org.rundelta.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rundelta.dash.ManifestException;

/** Titles that come into being while they are played, in real time; the server's clock is ahead. */
class LiveTitleTest {
    private static final int SEGMENTS = 9;
    private static final int AT_JOIN = 6;

    private Duration ahead = Duration.ofHours(1);
    private Instant start;

    /** The first who asks comes in the middle. */
    private synchronized double elapsed() {
        start = start == null ? Instant.now().plus(ahead).minusSeconds(AT_JOIN) : start;
        return Duration.between(start, Instant.now().plus(ahead)).toMillis() / 1000.0;
    }

    /** What there is by now: by number without end, or as a timeline; all of it as a static title at last. */
    private byte[] manifest(byte[] whole, boolean isTimeline, String timing) {
        String text = new String(whole, StandardCharsets.UTF_8);
        double elapsed = elapsed();
        if (elapsed >= SEGMENTS) {
            return whole;
        }
        String live = text.replace(
                        "type=\"static\"",
                        "type=\"dynamic\" availabilityStartTime=\"" + start + "\" minimumUpdatePeriod=\"PT0.5S\""
                                + " suggestedPresentationDelay=\"PT2S\" timeShiftBufferDepth=\"PT4S\"")
                .replace("<Period duration='PT" + SEGMENTS + "S'>", "<Period id='0' start='PT0S'>")
                .replace("</MPD>", timing + "</MPD>");
        String timeline = "timescale='900'><SegmentTimeline><S t='0' d='900' r='" + ((int) elapsed - 1)
                + "'/></SegmentTimeline></SegmentTemplate>";
        return (isTimeline
                        ? live.replace("timescale='900' duration='900'", "")
                                .replace("$Number$.m4s'/>", "$Number$.m4s' " + timeline)
                        : live)
                .getBytes(StandardCharsets.UTF_8);
    }

    private ClientReport play(boolean isTimeline, String timing) throws IOException, ManifestException {
        TestTitle title = new TestTitle(SEGMENTS).numbered("").manifest("");
        try (TestServer server = new TestServer(title.files)) {
            server.fault = (exchange, path) -> {
                if (exchange.getRequestMethod().equals("HEAD")) {
                    exchange.sendResponseHeaders(200, -1); // with the date, as every server sends it
                    return true;
                }
                if (path.equals("time")) {
                    TestServer.send(
                            exchange, 200, Instant.now().plus(ahead).toString().getBytes(StandardCharsets.UTF_8));
                    return true;
                }
                if (path.matches("(manifest|next)\\.mpd")) {
                    String location = path.equals("next.mpd") ? "" : "<Location>next.mpd</Location>";
                    TestServer.send(exchange, 200, manifest(title.file("manifest.mpd"), isTimeline, location + timing));
                    return true;
                }
                return false;
            };
            ClientReport report = StreamingClient.play(
                    ClientOptions.of(server.uri("manifest.mpd")).fast(), ClientListener.SILENT);
            List<String> third = server.requests.stream()
                    .filter(path -> path.matches("v./[1-3].m4s"))
                    .toList();
            assertThat(third).as("too old").isEmpty();
            assertThat(server.requests).containsOnlyOnce("manifest.mpd").contains("next.mpd");
            assertThat(server.requests.contains("time")).isEqualTo(timing.contains("utc:http-"));
            return report;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void joinsAtTheLiveEdgeAndPlaysToTheEnd(boolean isTimeline) throws IOException, ManifestException {
        String url = "<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-iso:2014' value='time'/>";
        ClientReport report = play(isTimeline, url);
        assertThat(report.playback().fetched()).hasSizeBetween(1, SEGMENTS - AT_JOIN + 2);
        assertThat(report.liveLatencyMs()).isGreaterThan(500);
    }

    @Test
    void theTimeStandsInTheManifest() throws IOException, ManifestException {
        String direct = "<UTCTiming schemeIdUri='urn:mpeg:dash:utc:unknown'/><UTCTiming"
                + " schemeIdUri='urn:mpeg:dash:utc:direct:2014' value='"
                + Instant.now().plus(ahead) + "'/>";
        assertThat(play(false, direct).playback().fetched()).hasSizeBetween(1, SEGMENTS - AT_JOIN + 2);
    }

    @Test
    void theTimeStandsInAHeader() throws IOException, ManifestException {
        ahead = Duration.ZERO;
        String head = "<UTCTiming schemeIdUri='urn:mpeg:dash:utc:http-head:2014' value='time  other'/>";
        assertThat(play(false, head).playback().fetched()).hasSizeBetween(1, SEGMENTS - AT_JOIN + 3);
    }

    @Test
    void aServerThatDiesMeanwhile() throws IOException, ManifestException {
        ahead = Duration.ZERO;
        TestTitle title = new TestTitle(SEGMENTS).numbered("").manifest("<BaseURL>a/</BaseURL><BaseURL>b/</BaseURL>");
        try (TestServer server = new TestServer(title.files)) {
            server.fault = (exchange, path) -> {
                if (path.equals("manifest.mpd")) {
                    TestServer.send(exchange, 200, manifest(title.file(path), false, ""));
                } else if (path.startsWith("b/") || elapsed() < AT_JOIN + 1) {
                    TestServer.send(exchange, 200, title.file(path.substring(2)));
                }
                return true;
            };
            ClientReport report = StreamingClient.play(
                    ClientOptions.of(server.uri("manifest.mpd")).withBuffer(Duration.ofSeconds(2)),
                    ClientListener.SILENT);
            List<URI> bases =
                    report.sources().stream().map(ClientReport.Source::baseUrl).toList();
            assertThat(bases).startsWith(server.uri("a/")).endsWith(server.uri("b/"));
            assertThat(bases).hasSizeBetween(2, SEGMENTS - AT_JOIN + 3);
            assertThat(report.failures()).isPositive();
        }
    }

    @Test
    void manifestsWithoutAStart() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        String text =
                new String(new TestTitle(1).numbered("").manifest("").file("manifest.mpd"), StandardCharsets.UTF_8);
        files.put("manifest.mpd", text.replace("static", "dynamic").getBytes(StandardCharsets.UTF_8));
        try (TestServer server = new TestServer(files)) {
            assertThatThrownBy(() ->
                            StreamingClient.play(ClientOptions.of(server.uri("manifest.mpd")), ClientListener.SILENT))
                    .isInstanceOf(ManifestException.class)
                    .hasMessageContaining("MPD@availabilityStartTime is missing in a dynamic MPD");
        }
    }
}
