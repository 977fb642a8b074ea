package org.rundelta.player;

import java.util.List;
import org.rundelta.dash.LocatedSegments;
import org.rundelta.dash.Location;
import org.rundelta.dash.Representation;

/**
 * A representation, and where its segments can be fetched.
 *
 * @param isMp4 whether its segments are ISO base media files
 * @param locations alternatives, at least one
 */
record LocatedRepresentation(
        Representation representation, boolean isMp4, List<Location> locations, LocatedSegments segments) {
    /** Bits a second by which the manifest announces it, in kbit/s. */
    double bitrateKbps() {
        return representation.bandwidth() / 1000.0;
    }

    /** Whether the manifest or the index tells the size of a segment. */
    boolean hasSize(int segment) {
        return segments.media().get(segment).place().range() != null;
    }

    /**
     * The size of a segment: where it is told true, else by the bandwidth.
     *
     * @param ratio of true sizes to those by bandwidth
     */
    double sizeBits(int segment, double ratio) {
        return hasSize(segment)
                ? (double) segments.media().get(segment).place().range().length() * Byte.SIZE
                : ratio * bitrateKbps() * segments.durationMs(segment);
    }
}
