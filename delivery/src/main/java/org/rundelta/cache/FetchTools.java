package org.rundelta.cache;

import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/**
 * What all fetches share.
 *
 * @param maxBytes the largest file
 * @param spareKib memory for what cannot be written
 */
record FetchTools(
        HttpClient client,
        CacheFolder folder,
        Upstreams upstreams,
        CacheLimits limits,
        long maxBytes,
        Semaphore spareKib,
        CacheCounters counters,
        InstantSource clock,
        RareLog log) {}
