package org.rundelta.fill;

import java.net.URI;
import java.util.Optional;

/**
 * An edge to be filled.
 *
 * @param id its name, and that of its pathway
 * @param region whose viewers it serves
 * @param capacity bytes it can hold
 * @param uplink bits/s that it may send to edges that are filled from it
 * @param url of its public server
 * @param admin of the server that takes orders
 * @param parent id of the edge that it is filled from where that has it; by default the origin
 */
public record FillEdge(
        String id, String region, long capacity, long uplink, URI url, URI admin, Optional<String> parent) {
    /** @throws IllegalArgumentException if it can hold nothing, or send nothing */
    public FillEdge {
        if (capacity <= 0) {
            throw new IllegalArgumentException("edge " + id + ": capacity " + capacity
                    + ": it can hold nothing; say how many bytes, as 500G, or take the edge out");
        }
        if (uplink <= 0) {
            throw new IllegalArgumentException(
                    "edge " + id + ": uplink " + uplink + ": it can send nothing; say how many bits/s, as 1G");
        }
    }
}
