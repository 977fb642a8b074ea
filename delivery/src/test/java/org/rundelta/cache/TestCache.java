package org.rundelta.cache;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A cache whose clock stands still, and is set forward by hand. */
public final class TestCache implements AutoCloseable {
    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final EdgeCache cache;
    private volatile Instant now = Instant.now();

    private TestCache(Path folder, long maxBytes, Eviction eviction, Duration patience, List<URI> upstreams)
            throws IOException {
        CacheLimits limits = new CacheLimits(patience, patience, Duration.ofSeconds(3), Duration.ofSeconds(1));
        int last = upstreams.size() - 1;
        cache = EdgeCache.open(
                new CacheOptions(folder, maxBytes, eviction, upstreams.subList(0, last), upstreams.get(last), log::add),
                limits,
                () -> now);
    }

    /** A cache of 100 MB; the last of the upstreams is the origin. */
    public static TestCache of(Path folder, URI... upstreams) throws IOException {
        return of(folder, 100_000_000, Eviction.TINYLFU, upstreams);
    }

    public static TestCache of(Path folder, long maxBytes, Eviction eviction, URI... upstreams) throws IOException {
        return new TestCache(folder, maxBytes, eviction, Duration.ofMinutes(2), List.of(upstreams));
    }

    /** One that gives upstreams up after half a second. */
    public static TestCache impatient(Path folder, URI... upstreams) throws IOException {
        return new TestCache(folder, 100_000_000, Eviction.TINYLFU, Duration.ofMillis(500), List.of(upstreams));
    }

    public EdgeCache cache() {
        return cache;
    }

    /** What has come so far from where fills and parents have it. */
    public long bytesFromParents() {
        return cache.counters().bytesFromParents.sum();
    }

    public void passSeconds(long seconds) {
        now = now.plusSeconds(seconds);
    }

    /** What operators were told. */
    public List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() throws IOException {
        cache.close();
    }
}
