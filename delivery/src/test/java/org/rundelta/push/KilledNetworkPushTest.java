package org.rundelta.push;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The same to nginx. Long, since each push after a killed one waits to see whether that lives. */
@Tag("nightly")
class KilledNetworkPushTest extends KilledPushTest {
    private DavServer server;

    @BeforeEach
    void start() throws Exception {
        server = DavServer.start(
                Files.createDirectory(folder.resolve("targets")), Files.createDirectory(folder.resolve("nginx")));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    List<String> names(List<Path> targets) {
        return targets.stream()
                .map(target -> server.origin() + "/" + target.getFileName())
                .toList();
    }

    @Override
    Set<String> besides() {
        return Set.of(".rundelta-push/files");
    }

    @Override
    boolean isLeftover(Path path) {
        return !Files.isDirectory(path);
    }
}
