package org.rundelta.fill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rundelta.cache.CachedFile;
import org.rundelta.cache.Fills;
import org.rundelta.cache.TestCache;
import org.rundelta.cache.VirtualTimer;
import org.rundelta.edge.EdgeAdmin;
import org.rundelta.edge.EdgeServer;
import org.rundelta.edge.EdgeSwarms;
import org.rundelta.edge.Listening;

/** An edge with its admin server, on free ports; it is filled by a timer of the test's. */
final class FilledEdge implements AutoCloseable {
    private final String id;
    private final TestCache cache;
    private final EdgeServer server;
    private final Fills fills;
    private final EdgeSwarms swarms;
    private final EdgeAdmin admin;

    FilledEdge(String id, Path folder, URI origin, VirtualTimer timer) throws IOException {
        this.id = id;
        cache = TestCache.of(folder.resolve(id), origin);
        server = EdgeServer.start(
                new Listening(InetAddress.getLoopbackAddress(), 0, 100, Optional.empty()), cache.cache());
        fills = timer.fills(cache.cache());
        swarms = new EdgeSwarms(cache.cache(), InetAddress.getLoopbackAddress(), Duration.ofDays(7), line -> {});
        admin = EdgeAdmin.start(cache.cache(), fills, swarms, server, 0);
    }

    /** It serves the region of its name. */
    FillEdge edge(long uplink, String parent) {
        URI url = server.uri().resolve("/");
        return new FillEdge(id, id, 100_000_000, uplink, url, admin.uri(), Optional.ofNullable(parent));
    }

    List<String> held() {
        return cache.cache().contents("").stream().map(CachedFile::path).toList();
    }

    /** What has come so far to fill it. */
    long bytes() {
        return cache.bytesFromParents();
    }

    @Override
    public void close() throws IOException {
        admin.close();
        fills.close();
        swarms.close();
        server.close();
        cache.close();
    }
}
