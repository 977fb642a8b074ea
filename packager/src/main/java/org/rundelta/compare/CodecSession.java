package org.rundelta.compare;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.rundelta.codec.Picture;

/** One codec at work on one clip, as often as wanted. Used by one thread. */
public interface CodecSession extends Closeable {
    /**
     * Encodes the clip from the beginning.
     *
     * @param clock runs while the codec works, and stands while pixels or packets are only moved
     * @throws IOException if the codec fails
     */
    CodedClip encode(CpuClock clock) throws IOException, InterruptedException;

    /**
     * Decodes what {@link #encode} returned last.
     *
     * @param clock as in {@link #encode}
     * @param viewer gets the pictures in order, each valid until the next; null if nobody wants to see them
     * @throws IOException if the codec fails
     */
    void decode(CodedClip coded, CpuClock clock, Consumer<Picture> viewer) throws IOException, InterruptedException;

    @Override
    void close();
}
