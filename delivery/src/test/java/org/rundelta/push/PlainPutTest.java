package org.rundelta.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pushes to a server that has PUT and DELETE, but no WebDAV: nothing can be renamed there. */
class PlainPutTest {
    private static final PushOptions DELETE_STALE =
            new PushOptions(Optional.of(Duration.ZERO), false, 2, 0, PushCare.FULL);

    @TempDir
    Path folder;

    private Path site;
    private Path title;
    private DavServer server;

    @BeforeEach
    void start() throws Exception {
        title = folder.resolve("title");
        site = Files.createDirectory(folder.resolve("site"));
        server = DavServer.start(
                site,
                Files.createDirectory(folder.resolve("nginx")),
                "create_full_put_path on; dav_methods PUT DELETE");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void copiesReplacesAndDeletes() throws Exception {
        TestTitle content = TestTitle.random(new Random(1), 8, 20_000).with("empty/0.m4s", "");
        content.writeTo(title);
        assertThat(push().files()).isEqualTo(10);
        assertHolds(content);
        assertThat(push().skipped()).isEqualTo(10);

        content.without("empty/0.m4s").with("video/new/0.m4s", "new").writeTo(title);
        PushResult changed = push();
        assertThat(changed.files()).isEqualTo(2);
        assertThat(changed.deleted()).isOne();
        assertHolds(content);
    }

    @Test
    void takesOnePushAtATime() throws Exception {
        new TestTitle().with("video/0.m4s", "media").writeTo(title);
        try (PushTarget other = WebDavTarget.open(target(), title, PushCare.FULL)) {
            other.begin();
            assertThatExceptionOfType(PushException.class)
                    .isThrownBy(this::push)
                    .withMessageContaining("another push to it is under way");
        }
        assertThat(push().files()).isEqualTo(2);
    }

    private PushResult push() throws Exception {
        return Publisher.publish(title, List.of(target()), DELETE_STALE, PushListener.NONE)
                .pushed()
                .get(0);
    }

    private void assertHolds(TestTitle content) throws IOException {
        Path root = site.resolve("cdn/title");
        Set<String> paths = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> paths.add(root.relativize(file).toString()));
        }
        paths.removeIf(path -> path.startsWith(".rundelta-push/"));
        assertThat(paths).isEqualTo(content.files().keySet());
        for (String path : paths) {
            assertThat(root.resolve(path)).hasBinaryContent(content.files().get(path));
        }
    }

    private String target() {
        return server.origin() + "/cdn/title";
    }
}
