package org.rundelta.swarm;

/**
 * The least time, in seconds, in which every edge can have all of a title: what no way of sending can beat.
 *
 * @param clientServer when the seed alone sends: max(F/d, N·F/u)
 * @param swarm when edges pass on what they have: max(F/d, F/u, N·F/(u + Σuᵢ))
 */
public record FillBounds(double clientServer, double swarm) {

    /**
     * Computes them; a rate of 0 is no limit.
     *
     * @param bytes F, of the title
     * @param edges N
     * @param seedUp u, bytes a second that the seed sends
     * @param edgeUp uᵢ, that each edge sends
     * @param edgeDown d, that each edge receives
     */
    public static FillBounds of(long bytes, int edges, long seedUp, long edgeUp, long edgeDown) {
        double down = seconds(bytes, edgeDown);
        double once = seconds(bytes, seedUp);
        boolean isLimited = seedUp > 0 && edgeUp > 0;
        double together = isLimited ? (double) edges * bytes / (seedUp + (double) edges * edgeUp) : 0;
        return new FillBounds(Math.max(down, edges * once), Math.max(down, Math.max(once, together)));
    }

    private static double seconds(long bytes, long rate) {
        return rate == 0 ? 0 : (double) bytes / rate;
    }
}
