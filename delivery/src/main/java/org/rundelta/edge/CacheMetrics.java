package org.rundelta.edge;

import java.util.List;
import org.rundelta.cache.CacheCounters;
import org.rundelta.cache.CachedFile;
import org.rundelta.cache.EdgeCache;

/** What an edge has done and holds, in Prometheus' text format. */
final class CacheMetrics {

    private final EdgeCache cache;
    private final Metrics requests;

    CacheMetrics(EdgeCache cache, Metrics requests) {
        this.cache = cache;
        this.requests = requests;
    }

    String text() {
        StringBuilder text = new StringBuilder(requests.text());
        CacheCounters done = cache.counters();
        counter(text, "hits_total", "Requests for what was held and fresh.", done.hits());
        counter(text, "misses_total", "Requests for which something was fetched.", done.misses());
        counter(text, "collapsed_total", "Requests for what was being fetched for another.", done.collapsed());
        counter(text, "revalidations_total", "Files that an upstream said to be the same.", done.revalidations());
        counter(text, "stale_total", "Requests answered with what was no longer fresh.", done.stale());
        counter(text, "fetches_total", "Requests sent to upstreams.", done.fetches());
        counter(text, "origin_bytes_total", "Bytes of files from the origin.", done.bytesFromOrigin());
        counter(text, "parent_bytes_total", "Bytes of files from parents.", done.bytesFromParents());
        counter(text, "evictions_total", "Files that went because room was needed.", done.evictions());
        List<CachedFile> held = cache.contents("");
        gauge(text, "files", "Files held.", held.size());
        gauge(text, "bytes", "Bytes held.", bytes(held));
        gauge(
                text,
                "pinned_bytes",
                "Bytes held that stay.",
                bytes(held.stream().filter(CachedFile::isPinned).toList()));
        gauge(text, "fetches", "Files on their way.", cache.fetchesUnderWay());
        return text.toString();
    }

    private static long bytes(List<CachedFile> files) {
        return files.stream().mapToLong(CachedFile::size).sum();
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        line(text, name, "counter", help, value);
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        line(text, name, "gauge", help, value);
    }

    private static void line(StringBuilder text, String name, String type, String help, long value) {
        String full = "rundelta_cache_" + name;
        text.append("# HELP ").append(full).append(' ').append(help).append("\n# TYPE ");
        text.append(full).append(' ').append(type).append('\n');
        text.append(full).append(' ').append(value).append('\n');
    }
}
