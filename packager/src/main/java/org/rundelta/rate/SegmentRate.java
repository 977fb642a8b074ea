package org.rundelta.rate;

import java.io.Serializable;

/** Decides for the pictures of one segment, on this machine or on another, and knows what came of them. */
public interface SegmentRate extends PictureRate, Serializable {
    /** What came of the segment. */
    SegmentStats stats();

    /** Bits that it took of what all segments together may take. */
    long taken();
}
