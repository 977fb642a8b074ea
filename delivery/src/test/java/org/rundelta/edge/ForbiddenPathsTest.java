package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No path leads out of the folder, nor to what is hidden or not finished in it. */
class ForbiddenPathsTest {
    private static final String SECRET = "this must not be seen";

    @TempDir
    private static Path outside;

    private static TestEdge edge;

    @BeforeAll
    static void start() throws IOException {
        Path folder = Files.createDirectories(outside.resolve("served"));
        Files.writeString(outside.resolve("secret.m4s"), SECRET);
        Files.createDirectory(outside.resolve("served-too"));
        Files.writeString(outside.resolve("served-too").resolve("secret.m4s"), SECRET);
        Files.createDirectories(folder.resolve("title").resolve(".hidden"));
        Files.writeString(folder.resolve("title").resolve("1.m4s"), "media");
        Files.writeString(folder.resolve("title").resolve(".hidden").resolve("secret.m4s"), SECRET);
        for (String name : List.of(".secret.m4s", "secret.m4s.partial", "secret.m4s.tmp", "secret.part")) {
            Files.writeString(folder.resolve("title").resolve(name), SECRET);
        }
        link(folder.resolve("file-out.m4s"), Path.of("..", "secret.m4s"));
        link(folder.resolve("folder-out"), outside);
        link(folder.resolve("sibling-out"), Path.of("..", "served-too"));
        link(folder.resolve("to-hidden.m4s"), Path.of("title", ".hidden", "secret.m4s"));
        link(folder.resolve("within"), Path.of("title"));
        link(folder.resolve("circle"), Path.of("circle"));
        edge = TestEdge.of(folder);
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createSymbolicLink(link, target);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    static Stream<String> waysOut() {
        Stream<String> dots = Stream.of(
                        "..",
                        "%2e%2e",
                        "%2E%2e",
                        ".%2e",
                        "%252e%252e",
                        "..%00",
                        "%c0%ae%c0%ae",
                        "%u002e%u002e",
                        "..;",
                        "..;a=b",
                        "%2e%2e;",
                        "...",
                        ". .",
                        "..%20",
                        "..%0a",
                        "..%0d%0a",
                        "..%09",
                        "%e0%80%ae.")
                .flatMap(dot -> Stream.of("/", "%2f", "%2F", "%252f", "\\", "%5c", "%5C", "%c0%af", "//", "/./", "%00/")
                        .flatMap(slash -> Stream.of(
                                "/" + dot + slash + "secret.m4s",
                                "/title" + slash + dot + slash + dot + slash + "secret.m4s",
                                dot + slash + "secret.m4s")));
        return Stream.concat(
                dots,
                Stream.of(
                        "//" + outside + "/secret.m4s",
                        "/" + outside + "/secret.m4s",
                        "/file:" + outside + "/secret.m4s",
                        "file://" + outside + "/secret.m4s",
                        "http://edge/../secret.m4s",
                        "http://edge/%2e%2e/secret.m4s",
                        "/title/../../secret.m4s?/",
                        "/title/1.m4s/../../../secret.m4s",
                        "/file-out.m4s",
                        "/folder-out/secret.m4s",
                        "/sibling-out/secret.m4s",
                        "/to-hidden.m4s",
                        "/circle/secret.m4s",
                        "/circle"));
    }

    @Test
    void noPathLeadsOut() throws IOException {
        for (String path : waysOut().toList()) {
            String answer = RawClient.get(edge.uri(), path);
            assertThat(answer).as(path).doesNotContain(SECRET);
            assertThat(RawClient.status(answer)).as(path).isIn(0, 301, 400, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/title/.hidden/secret.m4s",
                "/title/%2ehidden/secret.m4s",
                "/title/.secret.m4s",
                "/title/secret.m4s.partial",
                "/title/secret.m4s.tmp",
                "/title/secret.part",
                "/within/.secret.m4s",
                "/title/1.m4s/",
                "/title/1.m4s%00",
                "/title/1.m4s%00.mpd",
                "/title/%001.m4s",
                "/title//1.m4s",
                "/title/1.m4s;secret"
            })
    void whatIsHiddenOrUnfinished(String path) throws IOException {
        String answer = RawClient.get(edge.uri(), path);
        assertThat(answer).doesNotContain(SECRET);
        if (!path.endsWith(";secret")) {
            assertThat(RawClient.status(answer)).isIn(400, 404);
        }
    }

    @ParameterizedTest
    @MethodSource
    void whatIsServedAllTheSame(String path) throws IOException {
        assertThat(RawClient.get(edge.uri(), path)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\nmedia");
    }

    static Stream<String> whatIsServedAllTheSame() {
        return Stream.of(
                "/title/1.m4s", "/title/%31.m4s", "/within/1.m4s", "/title/1.m4s?a=../b", "http://edge/title/1.m4s");
    }
}
