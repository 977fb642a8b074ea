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

    /**
     * Fetches one segment; returns when it is there, or the watcher has ended it.
     *
     * @throws IOException if it cannot be had
     */
    Download fetch(int segment, int rung, Watcher watcher) throws IOException;
}
