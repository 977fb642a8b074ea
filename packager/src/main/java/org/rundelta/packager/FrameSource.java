package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;

/** Frames in presentation order. Used by one thread. */
public interface FrameSource extends Closeable {
    VideoInfo video();

    /**
     * The next frame, or null after the last; its picture is reused.
     *
     * @throws IOException if the source cannot be read or decoded; the message names the file, the problem and the cure
     */
    Frame next() throws IOException;

    /**
     * Arranges that {@link #next()} returns the first frame whose time is at least {@code time}, with the same
     * pixels and times as if all before it had been read; frames before it are not converted, and where the source
     * can jump to a keyframe not even decoded.
     *
     * @param time ticks; may lie before frames already returned
     */
    void skipTo(long time) throws IOException;
}
