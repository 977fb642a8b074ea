package org.rundelta.packager;

import java.io.Serializable;

/**
 * Consecutive segments that one thread or machine encodes, at all rungs of the ladder; no job needs another.
 *
 * @param first number of the first segment
 * @param end number of the segment after the last, {@link #OPEN} to go on to the end of the input
 */
public record SegmentJob(long first, long end) implements Serializable {
    /** The end of a job that goes on to the end of the input. */
    public static final long OPEN = Long.MAX_VALUE;
}
