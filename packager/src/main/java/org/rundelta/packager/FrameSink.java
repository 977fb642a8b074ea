package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import org.rundelta.codec.Picture;

/** Takes frames in presentation order and stores them. Nothing stands under the final name before it is complete. */
public interface FrameSink extends Closeable {
    /**
     * Adds a frame; the picture is not kept.
     *
     * @param time ticks of the timescale that the sink was opened with, more than that of the frame before
     * @param duration ticks
     * @throws IOException if it cannot be written; the message names the output, the problem and the cure
     */
    void write(Picture picture, long time, long duration) throws IOException;

    /** Completes the output and gives it its final name. */
    void finish() throws IOException;

    /** Releases everything; what was not finished is deleted. */
    @Override
    void close() throws IOException;
}
