package org.rundelta.swarm;

/**
 * A swarm to simulate; rates are bytes a second.
 *
 * @param bytes of the torrent
 * @param pieces that it is cut into
 * @param edges peers that have nothing at first
 * @param seedUp what the seed sends
 * @param edgeUp what each edge sends
 * @param edgeDown what each edge receives; 0 for no limit
 * @param freeRiders the part of the edges that send nothing, from 0 to 1
 * @param arrivalSeconds edges come evenly within that time; 0 for all at once
 * @param staySeconds that an edge stays when it has everything; infinite for ever
 */
public record SwarmPlan(
        long bytes,
        int pieces,
        int edges,
        long seedUp,
        long edgeUp,
        long edgeDown,
        double freeRiders,
        double arrivalSeconds,
        double staySeconds) {

    private static final int MAX_EDGES = 1_000_000;

    /** Checks the numbers. */
    public SwarmPlan {
        if (bytes < 1 || pieces < 1 || pieces > bytes || edges < 1) {
            throw new IllegalArgumentException(
                    bytes + " bytes in " + pieces + " pieces for " + edges + " edges: all are at least 1");
        }
        if (seedUp < 1 || edgeUp < 0 || edgeDown < 0) {
            throw new IllegalArgumentException("a seed that sends nothing fills nobody: give it a rate");
        }
        if (edges > MAX_EDGES) {
            throw new IllegalArgumentException(edges + " edges: give at most " + MAX_EDGES);
        }
        if (!(freeRiders >= 0 && freeRiders <= 1)) {
            throw new IllegalArgumentException(freeRiders + " of the edges is no part: give 0 to 1");
        }
        if (!(arrivalSeconds >= 0 && arrivalSeconds < Double.POSITIVE_INFINITY) || !(staySeconds >= 0)) {
            throw new IllegalArgumentException("edges that come within " + arrivalSeconds + " s and stay for "
                    + staySeconds + " s: give seconds from 0 on");
        }
    }

    /** Whether the edge of this number sends nothing: free riders are spread evenly. */
    boolean isFreeRider(int edge) {
        return (int) ((edge + 1) * freeRiders) > (int) (edge * freeRiders);
    }

    /** When an edge comes. */
    double arrival(int edge) {
        return arrivalSeconds * edge / edges;
    }

    /** What no swarm of these edges can beat, if all are there from the beginning. */
    public FillBounds bounds() {
        double down = edgeDown == 0 ? Double.POSITIVE_INFINITY : edgeDown;
        return FillBounds.of((double) bytes, edges, (double) seedUp, edgeUp * edges * (1 - freeRiders), down);
    }
}
