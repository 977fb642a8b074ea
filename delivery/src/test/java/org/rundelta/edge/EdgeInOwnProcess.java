package org.rundelta.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.rundelta.cache.CacheOptions;
import org.rundelta.cache.EdgeCache;
import org.rundelta.cache.Eviction;

/** An edge in a process that can be killed: cache, then origin. Says at which port it is. */
final class EdgeInOwnProcess {
    private static final long MAX_BYTES = 3_000_000;

    private EdgeInOwnProcess() {}

    public static void main(String[] args) throws Exception {
        EdgeCache cache = EdgeCache.open(new CacheOptions(
                Path.of(args[0]), MAX_BYTES, Eviction.LRU, List.of(), URI.create(args[1]), System.err::println));
        EdgeServer edge =
                EdgeServer.start(new Listening(InetAddress.getLoopbackAddress(), 0, 100, Optional.empty()), cache);
        System.out.println(edge.uri());
        new CountDownLatch(1).await();
    }

    static Process start(Path cache, URI origin) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EdgeInOwnProcess.class.getName(),
                        cache.toString(),
                        origin.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
