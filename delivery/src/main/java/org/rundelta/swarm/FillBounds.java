package org.rundelta.swarm;

/**
 * The least time, in seconds, in which every edge can have all of a title: what no way of sending can beat.
 *
 * @param clientServer when the seed alone sends: max(F/d, N·F/u)
 * @param swarm when edges pass on what they have: max(F/d, F/u, N·F/(u + Σuᵢ))
 */
public record FillBounds(double clientServer, double swarm) {

    /**
     * Computes them; a rate that is infinite is no limit.
     *
     * @param bytes F, of the title
     * @param edges N
     * @param seedUp u, bytes a second that the seed sends
     * @param edgesUp Σuᵢ, that all edges together send
     * @param edgeDown d, that each edge receives
     */
    public static FillBounds of(double bytes, int edges, double seedUp, double edgesUp, double edgeDown) {
        double down = bytes / edgeDown;
        double once = bytes / seedUp;
        double together = edges * bytes / (seedUp + edgesUp);
        return new FillBounds(Math.max(down, edges * once), Math.max(down, Math.max(once, together)));
    }
}
