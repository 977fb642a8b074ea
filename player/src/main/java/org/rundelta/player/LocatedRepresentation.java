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

    /** Whether the manifest tells the sizes of its segments: they have an index. */
    boolean hasSizes() {
        return representation.segmentBase() != null;
    }

    /**
     * The size of a segment: in an index true, else by the bandwidth.
     *
     * @param ratio of true sizes to those by bandwidth
     */
    double sizeBits(int segment, double ratio) {
        return hasSizes()
                ? (double) segments.media().get(segment).place().range().length() * Byte.SIZE
                : ratio * bitrateKbps() * segments.durationMs(segment);
    }
}
