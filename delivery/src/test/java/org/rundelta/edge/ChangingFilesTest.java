package org.rundelta.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that come to stand for something else while they are asked for, and files that nobody should read to the end. */
class ChangingFilesTest {
    private static final int REQUESTS = 1000;
    private static final String SECRET = "secret";
    private static final String MEDIA = "media!";

    @TempDir
    private Path outside;

    private Path folder;
    private TestEdge edge;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(outside.resolve("served"));
        edge = TestEdge.of(folder);
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    /** A small file is kept in memory, a larger one when it has been asked for often, a large one never; one in a folder named after its content is trusted for a second. */
    @ParameterizedTest
    @CsvSource({"title, 1", "title, 10000", "title, 200000", "0123456789ab, 1", "0123456789ab, 10000"})
    void noLinkSwappedInLeadsOut(String title, int times) throws Exception {
        Path inside = Files.createDirectory(folder.resolve(title));
        Path away = outside.resolve("away");
        Path link = Files.createSymbolicLink(outside.resolve("link"), Files.createDirectory(outside.resolve("other")));
        Files.writeString(inside.resolve("1.m4s"), MEDIA.repeat(times));
        Files.writeString(outside.resolve("other").resolve("1.m4s"), SECRET.repeat(times));
        AtomicBoolean isDone = new AtomicBoolean();
        Thread swapping = new Thread(() -> {
            try {
                while (!isDone.get()) {
                    Files.move(inside, away);
                    Files.move(link, inside);
                    Files.move(inside, link);
                    Files.move(away, inside);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        swapping.start();
        Set<Integer> statuses = new HashSet<>();
        for (int i = 0; i < REQUESTS || statuses.size() < 2 && i < 50 * REQUESTS; i++) {
            HttpResponse<byte[]> response = edge.get("/" + title + "/1.m4s");
            statuses.add(response.statusCode());
            assertThat(new String(response.body(), StandardCharsets.US_ASCII)).doesNotContain(SECRET);
        }
        isDone.set(true);
        swapping.join();
        assertThat(statuses).contains(200, 404);
    }

    @Test
    void whatIsDeletedOrReplacedIsNotFoundOrNew() throws Exception {
        Path large = Files.createDirectory(folder.resolve("0123456789ab")).resolve("1.m4s");
        for (int i = 0; i < 50; i++) {
            Files.writeString(folder.resolve("next"), Integer.toString(i).repeat(100_000));
            Files.move(folder.resolve("next"), large, StandardCopyOption.REPLACE_EXISTING);
            HttpResponse<byte[]> response = edge.get("/0123456789ab/1.m4s");
            assertThat(response.statusCode()).isIn(200, 404); // the one before is remembered
            if (response.statusCode() == 200) {
                assertThat(response.body()).isEqualTo(Files.readAllBytes(large));
            }
            assertThat(edge.get("/0123456789ab/1.m4s").statusCode()).isIn(200, 404);
        }
        Files.delete(large);
        assertThat(edge.get("/0123456789ab/1.m4s").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsAskedForOftenIsWhatIsThere() throws Exception {
        for (int i = 0; i < 5; i++) {
            byte[] content = Integer.toString(i).repeat(500_000 + i).getBytes(StandardCharsets.US_ASCII);
            Files.write(folder.resolve("next"), content);
            Files.move(folder.resolve("next"), folder.resolve("1.m4s"), StandardCopyOption.REPLACE_EXISTING);
            for (int use = 0; use < 10; use++) {
                assertThat(edge.get("/1.m4s").body()).isEqualTo(content);
                HttpResponse<byte[]> part = edge.get("/1.m4s", "Range", "bytes=499999-");
                assertThat(part.statusCode()).isEqualTo(206);
                assertThat(part.body()).hasSize(i + 1);
            }
        }
    }

    @Test
    void onlyWhatIsSentIsRead() throws Exception {
        long size = 1L << 40; // which nobody could read
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("1.mp4").toFile(), "rw")) {
            file.setLength(size);
        } catch (IOException e) {
            assumeTrue(false, "needs a file system with sparse files");
        }
        HttpResponse<byte[]> head = edge.send("HEAD", "/1.mp4", "Range", "bytes=0-5");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(size);
        assertThat(edge.get("/1.mp4", "Range", "bytes=-5").body()).hasSize(5);
        assertThat(edge.get("/1.mp4", "Range", "bytes=0-4,-5").body()).hasSizeBetween(10, 500);
    }

    @Test
    void rangesThatOverlapAreSentOnce() throws Exception {
        Files.write(folder.resolve("1.mp4"), new byte[100_000]);
        String ranges = "bytes=" + "0-,".repeat(1000) + "-100000";
        assertThat(edge.get("/1.mp4", "Range", ranges).body()).hasSizeLessThan(101_000);
    }

    @Test
    void pipesAreNotOpened() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "needs mkfifo");
        new ProcessBuilder("mkfifo", folder.resolve("1.m4s").toString()).start().waitFor();
        assertThat(edge.get("/1.m4s").statusCode()).isEqualTo(404);
        assertThat(edge.get("/1.m4s/1.m4s").statusCode()).isEqualTo(404);
    }
}
