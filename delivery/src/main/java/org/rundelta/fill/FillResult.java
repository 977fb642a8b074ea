package org.rundelta.fill;

import java.util.List;

/**
 * What came of a fill.
 *
 * @param edges one for each that was to get something
 */
public record FillResult(List<EdgeResult> edges) {
    /** Copies the list. */
    public FillResult {
        edges = List.copyOf(edges);
    }

    /**
     * What came of one edge.
     *
     * @param id its id
     * @param bytes that it was to get
     * @param bytesDone those of them that it has
     * @param problem why it does not have all, the first of several reasons; empty if it has
     */
    public record EdgeResult(String id, long bytes, long bytesDone, String problem) {}
}
