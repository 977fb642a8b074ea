package org.rundelta.codec;

/**
 * Encodes whole segments: each begins with a keyframe and decodes on its own, so several encoders may work on several
 * segments of one title at once, and the bytes of a segment do not depend on which encoder made it or what came
 * before. Not safe for use by several threads at once.
 */
public final class SegmentEncoder {
    private final Encoder encoder;
    private boolean atStart = true;

    public SegmentEncoder(CodecConfig config, EncoderOptions options) {
        this(PrimedConfig.of(config), options);
    }

    /** An encoder that shares its primer with others. */
    public SegmentEncoder(PrimedConfig primed, EncoderOptions options) {
        this(primed, options, SliceRunner.IN_TURN);
    }

    /** An encoder that shares its primer with others, with somebody to code the slices. */
    public SegmentEncoder(PrimedConfig primed, EncoderOptions options, SliceRunner runner) {
        encoder = new Encoder(primed, options, runner);
    }

    /** Begins a segment: the next picture becomes a keyframe. */
    public void startSegment() {
        atStart = true;
    }

    /**
     * Codes the next picture of the segment; the picture is not kept.
     *
     * @throws IllegalArgumentException if the picture's size is not the configuration's
     */
    public CodedFrame encode(Picture picture) {
        CodedFrame frame = encoder.encode(picture, atStart);
        atStart = false;
        return frame;
    }
}
