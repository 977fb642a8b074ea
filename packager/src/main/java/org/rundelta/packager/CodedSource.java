package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import org.rundelta.mp4.VideoSampleEntry;

/** Coded video of an input, as it is. Used by one thread. */
public interface CodedSource extends Closeable {
    VideoSampleEntry entry() throws IOException;

    /** Ticks per second of all times, below 2^32. */
    long timescale();

    /** Frames per second on average, or null if unknown. */
    FrameRate frameRate();

    /**
     * The next frame in order of decoding, or null after the last; the first is a keyframe and has time 0.
     *
     * @throws IOException if the input cannot be read, or not be cut
     */
    CodedSample next() throws IOException;

    @Override
    void close();
}
