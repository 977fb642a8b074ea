package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import org.rundelta.mp4.Sample;

/** Audio coded as AAC-LC. Used by one thread. */
public interface AudioSource extends Closeable {
    /** The decoder's configuration (ISO/IEC 14496-3, 1.6.2.1). */
    byte[] audioSpecificConfig();

    /** Samples per second; also the timescale of {@link #next()}. */
    int sampleRate();

    int channels();

    /** ISO 639-2 code of three letters, {@code und} if unknown. */
    String language();

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
