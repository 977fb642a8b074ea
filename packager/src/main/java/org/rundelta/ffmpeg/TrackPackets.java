package org.rundelta.ffmpeg;

import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Where the packets of one track come from. Used by one thread. */
interface TrackPackets extends Closeable {
    /**
     * The next packet.
     *
     * @return false at the end of the input
     * @throws IOException if the input is damaged, or cut short in a way that shows; without the name of the input
     */
    boolean next(AVPacket packet) throws IOException;

    /**
     * Waits until the next packet is there, or the end, or there seems to be none up to a time.
     *
     * @param seconds of the clock that the input's tracks share
     * @return up to which time the track seems to be silent, after {@code seconds}; empty if {@link #next} need not wait
     */
    OptionalDouble awaitNext(double seconds) throws IOException;

    @Override
    void close();
}
