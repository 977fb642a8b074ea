package org.rundelta.compare;

import java.io.IOException;
import java.time.Duration;

/** A codec with its settings, as it takes part in a comparison. */
public interface ComparedCodec {
    /** What it is called on the command line and in reports. */
    String name();

    /** How it is set, for whoever wants to do the same. */
    String settings();

    /** Processor time that encoding and decoding are each given before they are measured; the first pass counts. */
    Duration warmUp();

    /**
     * Gets ready for one clip.
     *
     * @param keyframeInterval frames from one keyframe to the next, at least 1
     * @throws IOException if the codec is missing here or does not take such pictures; the message says which
     */
    CodecSession open(Clip clip, int keyframeInterval) throws IOException;
}
