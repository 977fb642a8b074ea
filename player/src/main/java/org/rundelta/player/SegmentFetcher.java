package org.rundelta.player;

import java.io.IOException;
import org.rundelta.abr.Download;

/** Gets segments from where they are. */
public interface SegmentFetcher {
    /** Is asked now and then whether a download shall go on. */
    interface Watcher {
        /** Lets every download go on. */
        Watcher PATIENT = soFar -> true;

        /** Whether to go on; false ends the download. */
        boolean goesOn(Download soFar);
    }

    /** What {@link #availableInMs} answers behind the last segment. */
    double NEVER = -1;

    /**
     * How long to wait at least until the next segment can be fetched; 0 if it can be now, {@link #NEVER} if there is none.
     *
     * @throws IOException if that is to be found out, and cannot
     */
    default double availableInMs(int segment) throws IOException {
        return 0;
    }

    /**
     * Fetches one segment; returns when it is there, or the watcher has ended it.
     *
     * @return of the rung that was fetched: a lower one, if this cannot be had; null if the title turns out to have ended
     *     before the segment
     * @throws IOException if it cannot be had
     */
    Download fetch(int segment, int rung, Watcher watcher) throws IOException;

    /**
     * Fetches a segment anew, in a higher rung; if that is complete in time, it takes the place of what is in the buffer.
     *
     * @param mostMs after which it is abandoned
     * @return incomplete also if it cannot be had
     * @throws IOException if the playback cannot go on
     */
    Download replace(int segment, int rung, double mostMs) throws IOException;

    /**
     * Tells that so many segments, from the first on, are not replaced any more: they have begun to be shown.
     *
     * @throws IOException if the playback cannot go on
     */
    default void shown(int segments) throws IOException {}
}
