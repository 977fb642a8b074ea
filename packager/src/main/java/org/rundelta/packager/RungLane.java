package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;

/**
 * One rung of the ladder on one thread: thins out the frames, scales and codes them, and writes them as segments. The
 * first frame of a segment is always kept, whatever the frame rate, so that all rungs have the same segments.
 */
interface RungLane extends Closeable {
    /** The id of the video track in every file. */
    int TRACK_ID = 1;

    /** Begins a segment at this frame, which is then added. */
    void startSegment(long number, Frame frame) throws IOException;

    void add(Frame frame) throws IOException;

    EncodedSegment finishSegment() throws IOException;

    /** What was coded until now, and how long it took. */
    CodecTime time();
}
