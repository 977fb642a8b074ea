package org.rundelta.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Titles that come from HTTP servers alone, as web seeds of a torrent: our edges, and nginx. */
class SwarmWebSeedTest {
    private static final int BYTES = 3_000_000;

    @TempDir
    Path folder;

    private Path title;

    @BeforeEach
    void makeTitle() throws Exception {
        title = Files.createDirectories(folder.resolve("served/title"));
        Random random = new Random(3);
        byte[] content = new byte[BYTES];
        random.nextBytes(content);
        Path rung = Files.createDirectories(title.resolve("exact/0123456789ab"));
        Files.write(rung.resolve("1 é.m4s"), content);
        Files.writeString(title.resolve("manifest.mpd"), "of the title");
    }

    @Test
    void edgeServesThem() throws Exception {
        try (Edge edge = Edge.serve(title.getParent(), folder)) {
            assertThatTitleComesFrom(edge.url());
        }
    }

    @Test
    void edgeThatFetchesFromAnOriginServesThem() throws Exception {
        try (Edge origin = Edge.serve(title.getParent(), folder);
                Edge edge = Edge.pull(folder.resolve("cache"), origin.url(), folder)) {
            assertThatTitleComesFrom(edge.url());
        }
    }

    @Test
    void nginxServesThem() throws Exception {
        try (Nginx nginx = Nginx.start(title.getParent(), Files.createDirectory(folder.resolve("nginx")))) {
            assertThatTitleComesFrom(URI.create(nginx.origin() + "/"));
        }
    }

    private void assertThatTitleComesFrom(URI webSeed) throws Exception {
        Path torrent = folder.resolve("title.torrent");
        Path target = folder.resolve("target");
        CommandRun.of("swarm", "create", title, "-o", torrent, "--web-seed", webSeed)
                .assertDone();
        CommandRun fetched = CommandRun.of("swarm", "fetch", torrent, "-o", target, "--json");
        assertThat(fetched.assertDone().json().get("received").asInt()).isEqualTo(BYTES + 12);
        try (Stream<Path> files = Files.walk(title)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        target.resolve("title").resolve(title.relativize(file).toString());
                assertThat(Files.mismatch(file, copy)).as(copy.toString()).isEqualTo(-1);
            }
        }
    }
}
