package org.rundelta.packager;

import java.io.IOException;

/** A rung as those see it who encode segments of it; safe for use by several threads. */
interface CodedRung {
    /** Whether this segment is still to be encoded. */
    boolean includes(long number);

    /**
     * A lane for one thread.
     *
     * @param threads for the slices of a picture
     */
    RungLane openLane(MediaInput input, VideoInfo video, SliceThreads threads) throws IOException;
}
