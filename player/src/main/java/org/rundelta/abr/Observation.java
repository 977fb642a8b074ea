package org.rundelta.abr;

/**
 * What a client knows when it is about to fetch a segment.
 *
 * @param segment the next to fetch
 * @param bufferMs the buffer level: media downloaded and not yet shown
 * @param throughput what is expected of the network, by the downloads so far
 */
public record Observation(int segment, double bufferMs, ThroughputEstimate throughput) {}
