package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP asks of who serves files (RFC 9110), and what players do. */
class EdgeServerTest {
    private static final String SEGMENT = "/film/exact/0123456789ab/1.m4s";
    private static final String MANIFEST = "/film/manifest.mpd";
    private static final String LAST_MODIFIED = "Sat, 03 Oct 2026 10:00:00 GMT";
    private static final byte[] MEDIA = new byte[300_000];
    private static final String MPD = "<MPD/>".repeat(1000);

    @TempDir
    private static Path folder;

    private static TestEdge edge;

    @BeforeAll
    static void start() throws IOException {
        new Random(1).nextBytes(MEDIA);
        write(SEGMENT, MEDIA);
        write("/film/exact/0123456789ab/small.m4s", Arrays.copyOf(MEDIA, 1000));
        write("/film/exact/0123456789ab/empty.m4s", new byte[0]);
        write(MANIFEST, MPD.getBytes(StandardCharsets.UTF_8));
        edge = TestEdge.of(folder);
    }

    private static Path write(String path, byte[] content) throws IOException {
        Path file = folder.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-10-03T10:00:00Z")));
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @ParameterizedTest
    @CsvSource({
        "a.mpd, application/dash+xml",
        "a.m3u8, application/vnd.apple.mpegurl",
        "a.m4s, video/iso.segment",
        "a.mp4, video/mp4",
        "a.vtt, text/vtt;charset=utf-8",
        "a.jpg, image/jpeg",
        "a.png, image/png",
        "a.html, text/html;charset=utf-8",
        "a.js, text/javascript;charset=utf-8",
        "a.other, application/octet-stream",
        "mpd, application/octet-stream"
    })
    void typesOfWhatPackagesHold(String name, String type) throws Exception {
        write("/types/" + name, new byte[5]);
        HttpResponse<byte[]> response = edge.get("/types/" + name);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {SEGMENT, "/film/exact/0123456789ab/small.m4s", "/film/exact/0123456789ab/empty.m4s"})
    void filesAsTheyAre(String path) throws Exception {
        byte[] content = Files.readAllBytes(folder.resolve(path.substring(1)));
        HttpResponse<byte[]> response = edge.get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(content);
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(content.length));
        assertThat(header(response, "Last-Modified")).isEqualTo(LAST_MODIFIED);
        assertThat(header(response, "ETag")).matches("\"[0-9a-f.]+\"");
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        HttpResponse<byte[]> head = edge.send("HEAD", path);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().map()).containsAllEntriesOf(withoutDate(response));
    }

    private static java.util.Map<String, java.util.List<String>> withoutDate(HttpResponse<?> response) {
        var headers = new java.util.TreeMap<>(response.headers().map());
        headers.remove("date");
        return headers;
    }

    @Test
    void whatIsNamedAfterItsContentIsKeptForGoodTheRestByItsAge() throws Exception {
        assertThat(header(edge.get(SEGMENT), "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(edge.get(MANIFEST), "Cache-Control")).isEqualTo("public, max-age=60");
        Path young = write("/live/manifest.mpd", new byte[1]);
        Files.setLastModifiedTime(young, FileTime.from(Instant.now()));
        assertThat(header(edge.get("/live/manifest.mpd"), "Cache-Control")).isEqualTo("public, max-age=1");
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minus(Duration.ofSeconds(205))));
        assertThat(header(edge.get("/live/manifest.mpd"), "Cache-Control")).isEqualTo("public, max-age=20");
    }

    @Test
    void aManifestIsTheNewOneAtOnce() throws Exception {
        for (int i = 0; i < 20; i++) {
            Path next = write("/changing/next", ("<MPD>" + i).getBytes(StandardCharsets.UTF_8));
            Files.setLastModifiedTime(next, FileTime.from(Instant.now()));
            Files.move(next, next.resolveSibling("manifest.mpd"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(edge.get("/changing/manifest.mpd").body()).asString().isEqualTo("<MPD>" + i);
            HttpResponse<byte[]> gzip = edge.get("/changing/manifest.mpd", "Accept-Encoding", "gzip");
            assertThat(unzipped(gzip.body())).asString().isEqualTo("<MPD>" + i);
        }
    }

    @Test
    void unchangedFilesAreNotSentAgain() throws Exception {
        String etag = header(edge.get(SEGMENT), "ETag");
        for (String[] condition : new String[][] {
            {"If-None-Match", etag},
            {"If-None-Match", "\"other\", " + etag},
            {"If-None-Match", "W/" + etag},
            {"If-None-Match", "*"},
            {"If-Modified-Since", LAST_MODIFIED},
            {"If-Modified-Since", "Sat, 03 Oct 2026 11:00:00 GMT"}
        }) {
            HttpResponse<byte[]> response = edge.get(SEGMENT, condition);
            assertThat(response.statusCode()).as(String.join(": ", condition)).isEqualTo(304);
            assertThat(response.body()).isEmpty();
            assertThat(header(response, "ETag")).isNotNull();
            assertThat(header(response, "Cache-Control")).contains("immutable");
            assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
        }
        assertThat(edge.get(SEGMENT, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(edge.get(SEGMENT, "If-None-Match", "\"other\"", "If-Modified-Since", LAST_MODIFIED)
                        .statusCode())
                .isEqualTo(200);
        assertThat(edge.get(SEGMENT, "If-Modified-Since", "yesterday").statusCode())
                .isEqualTo(200);
    }

    @Test
    void failedPreconditions() throws Exception {
        String etag = header(edge.get(SEGMENT), "ETag");
        assertThat(edge.get(SEGMENT, "If-Match", "\"other\"").statusCode()).isEqualTo(412);
        assertThat(edge.get(SEGMENT, "If-Match", etag).statusCode()).isEqualTo(200);
        assertThat(edge.get(SEGMENT, "If-Match", "*").statusCode()).isEqualTo(200);
        assertThat(edge.get(SEGMENT, "If-Unmodified-Since", "Sat, 03 Oct 2026 09:00:00 GMT")
                        .statusCode())
                .isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource({"0-0, 0, 1", "0-99, 0, 100", "100-, 100, 299900", "-50, 299950, 50", "299999-400000, 299999, 1"})
    void oneRange(String range, int offset, int length) throws Exception {
        HttpResponse<byte[]> response = edge.get(SEGMENT, "Range", "bytes=" + range);
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "Content-Range"))
                .isEqualTo("bytes " + offset + "-" + (offset + length - 1) + "/300000");
        assertThat(header(response, "Content-Type")).isEqualTo("video/iso.segment");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(MEDIA, offset, offset + length));
        assertThat(edge.get("/film/exact/0123456789ab/small.m4s", "Range", "bytes=10-19")
                        .body())
                .isEqualTo(Arrays.copyOfRange(MEDIA, 10, 20));
    }

    @Test
    void severalRanges() throws Exception {
        HttpResponse<byte[]> response = edge.get(SEGMENT, "Range", "bytes=0-9, 1000-1004");
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "Content-Type")).startsWith("multipart/byteranges; boundary=");
        String body = new String(response.body(), StandardCharsets.ISO_8859_1);
        assertThat(body)
                .contains("Content-Range: bytes 0-9/300000\r\n")
                .contains("\r\n\r\n" + new String(MEDIA, 0, 10, StandardCharsets.ISO_8859_1) + "\r\n--")
                .contains("\r\n\r\n" + new String(MEDIA, 1000, 5, StandardCharsets.ISO_8859_1) + "\r\n--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=300000-", "bytes=400000-400001", "bytes=-0"})
    void rangesBeyondTheEnd(String range) throws Exception {
        HttpResponse<byte[]> response = edge.get(SEGMENT, "Range", range);
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */300000");
    }

    @Test
    void partsOfSomethingElseAreOfNoUse() throws Exception {
        String etag = header(edge.get(SEGMENT), "ETag");
        assertThat(edge.get(SEGMENT, "Range", "bytes=0-9", "If-Range", etag).statusCode())
                .isEqualTo(206);
        assertThat(edge.get(SEGMENT, "Range", "bytes=0-9", "If-Range", LAST_MODIFIED)
                        .statusCode())
                .isEqualTo(206);
        HttpResponse<byte[]> other = edge.get(SEGMENT, "Range", "bytes=0-9", "If-Range", "\"other\"");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(MEDIA);
    }

    @Test
    void manifestsAreCompressedForWhoWantsIt() throws Exception {
        HttpResponse<byte[]> plain = edge.get(MANIFEST);
        HttpResponse<byte[]> gzip = edge.get(MANIFEST, "Accept-Encoding", "br;q=0, gzip");
        assertThat(plain.body()).asString().isEqualTo(MPD);
        assertThat(header(plain, "Content-Encoding")).isNull();
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(gzip, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(gzip, "Content-Type")).isEqualTo("application/dash+xml");
        assertThat(header(gzip, "ETag")).isNotEqualTo(header(plain, "ETag"));
        assertThat(gzip.body()).hasSizeLessThan(200);
        assertThat(unzipped(gzip.body())).asString().isEqualTo(MPD);
        assertThat(edge.get(MANIFEST, "Accept-Encoding", "gzip", "If-None-Match", header(gzip, "ETag"))
                        .statusCode())
                .isEqualTo(304);
        assertThat(header(edge.get(MANIFEST, "Accept-Encoding", "gzip;q=0"), "Content-Encoding"))
                .isNull();
        HttpResponse<byte[]> part = edge.get(MANIFEST, "Accept-Encoding", "gzip", "Range", "bytes=0-5");
        assertThat(part.body()).asString().isEqualTo("<MPD/>");
        HttpResponse<byte[]> media = edge.get(SEGMENT, "Accept-Encoding", "gzip, br");
        assertThat(header(media, "Content-Encoding")).isNull();
        assertThat(header(media, "Vary")).isNull();
    }

    private static byte[] unzipped(byte[] gzip) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
    }

    @Test
    void brotliThatLiesBesideIsSentUnlessItIsOlder() throws Exception {
        Path manifest = write("/brotli/manifest.mpd", "<MPD/>".getBytes(StandardCharsets.UTF_8));
        write("/brotli/manifest.mpd.br", new byte[] {1, 2, 3});
        HttpResponse<byte[]> brotli = edge.get("/brotli/manifest.mpd", "Accept-Encoding", "gzip, br");
        assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
        assertThat(header(brotli, "Content-Type")).isEqualTo("application/dash+xml");
        assertThat(brotli.body()).containsExactly(1, 2, 3);
        Files.setLastModifiedTime(manifest, FileTime.from(Instant.now()));
        HttpResponse<byte[]> newer = edge.get("/brotli/manifest.mpd", "Accept-Encoding", "gzip, br");
        assertThat(header(newer, "Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void pagesOfAnyOriginMayRead() throws Exception {
        HttpResponse<byte[]> preflight = edge.send(
                "OPTIONS", SEGMENT, "Origin", "http://page.example", "Access-Control-Request-Headers", "range");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("GET");
        assertThat(header(preflight, "Access-Control-Allow-Headers")).isEqualTo("*");
        assertThat(header(edge.get(SEGMENT), "Access-Control-Expose-Headers")).contains("Content-Range", "Date");
        assertThat(header(edge.get("/nothing"), "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    void whatIsNotServedSaysLittle() throws Exception {
        HttpResponse<byte[]> none = edge.get("/film/none.m4s");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.body()).asString().isEqualTo("404 Not Found\n");
        assertThat(header(none, "Cache-Control")).contains("no-cache");
        assertThat(header(none, "Server")).isNull();
        assertThat(edge.get("/film").statusCode()).isEqualTo(404);
        assertThat(edge.get("/film/").statusCode()).isEqualTo(404);
        for (String method : new String[] {"POST", "PUT", "DELETE", "TRACE", "PROPFIND"}) {
            HttpResponse<byte[]> refused = edge.send(method, MANIFEST);
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(header(refused, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
        }
    }

    @Test
    void namesThatNeedEncoding() throws Exception {
        write("/100% Äpfel + Öl/1 & 2.m4s", new byte[] {7});
        HttpResponse<byte[]> response = edge.get("/100%25%20%C3%84pfel%20+%20%C3%96l/1%20&%202.m4s");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).containsExactly(7);
    }
}
