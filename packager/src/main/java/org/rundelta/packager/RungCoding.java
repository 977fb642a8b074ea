package org.rundelta.packager;

import java.io.IOException;
import java.util.List;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.rate.RateException;

/**
 * One rung on its way: encoded once, or, if it has a bitrate, until it takes that. Used by one thread, which is not the
 * one that encodes: but {@link #openLane}, {@link #includes} and what does not change are for all.
 */
interface RungCoding {
    Rung rung();

    /**
     * Goes on to the first encoding, or to the next.
     *
     * @return whether there is one
     * @throws RateException if the bitrate cannot be reached
     */
    boolean advance() throws RateException;

    /** Whether this segment is still to be encoded. */
    boolean includes(long number);

    /** Whether a segment that is encoded is as it will be. */
    boolean isEncodedOnce();

    /** A segment is there from a run that was interrupted; only if each is encoded once. */
    void keep(long number, EncodedSegment segment);

    /**
     * A lane for one thread.
     *
     * @param threads for the slices of a picture
     */
    RungLane openLane(MediaInput input, VideoInfo video, SliceThreads threads) throws IOException;

    /** A segment is there, in place of what was there of it before. */
    void add(EncodedSegment segment);

    /** In order of time. */
    List<EncodedSegment> segments();

    /** Describes what was encoded. */
    VideoSampleEntry entry();

    /** Bytes of the primer in {@link #entry}, or 0. */
    int primerBytes();
}
