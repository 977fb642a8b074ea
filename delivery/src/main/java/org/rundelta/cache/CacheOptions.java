package org.rundelta.cache;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is kept, where, and from where it comes.
 *
 * @param folder where files are kept; nothing else may be in it
 * @param maxBytes how many bytes of files are kept; those on their way come on top
 * @param eviction which files go when room is needed
 * @param parents servers that are asked before the origin, in this order
 * @param origin where everything is
 * @param log gets a line when something is wrong that operators can do something about
 */
public record CacheOptions(
        Path folder, long maxBytes, Eviction eviction, List<URI> parents, URI origin, Consumer<String> log) {
    /** Below this hardly a segment fits. */
    private static final long MIN_BYTES = 1 << 20;

    private static final int MAX_PORT = 65535;

    /** Checks what can be checked. */
    public CacheOptions {
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException("a cache of " + maxBytes + " bytes is too small; 1M is the least");
        }
        parents = List.copyOf(parents);
        parents.forEach(CacheOptions::check);
        check(origin);
    }

    /** The URL is not in the message: it may have a password. */
    static void check(URI server) {
        boolean isHttp = "http".equalsIgnoreCase(server.getScheme()) || "https".equalsIgnoreCase(server.getScheme());
        boolean isPlain =
                server.getRawQuery() == null && server.getRawFragment() == null && server.getRawUserInfo() == null;
        if (!isHttp || server.getHost() == null || server.getPort() > MAX_PORT || !isPlain) {
            throw new IllegalArgumentException("an origin or parent is no URL of a server: give http://host:port/folder"
                    + " or https://..., without user, query or fragment");
        }
    }
}
