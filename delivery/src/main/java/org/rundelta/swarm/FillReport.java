package org.rundelta.swarm;

import java.util.List;

/**
 * How edges were filled.
 *
 * @param seconds until the last edge had everything
 * @param edgeSeconds until each had
 * @param seedSent bytes of pieces that the seed sent
 * @param bytes that each edge has now
 * @param bounds the least time
 */
public record FillReport(double seconds, List<Double> edgeSeconds, long seedSent, long bytes, FillBounds bounds) {}
