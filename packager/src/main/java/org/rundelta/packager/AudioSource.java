package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import org.rundelta.mp4.AudioSampleEntry;
import org.rundelta.mp4.Sample;

/** Coded audio. Used by one thread. */
public interface AudioSource extends Closeable {
    /**
     * How its samples are coded; their times are in ticks of its sample rate.
     *
     * @param bitrate average bits per second, which may be part of it
     */
    AudioSampleEntry entry(int bitrate);

    /** Audio samples at the start that come from the encoder, not from the input, and are not to be presented. */
    int priming();

    /**
     * The next frame, or null after the last; decode times begin at 0 and have no gaps, and the audio sample at
     * {@link #priming()} belongs to the first video frame.
     *
     * @throws IOException if the input cannot be read or decoded
     */
    Sample next() throws IOException;

    @Override
    void close();
}
