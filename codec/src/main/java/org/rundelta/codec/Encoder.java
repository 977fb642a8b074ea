package org.rundelta.codec;

import java.util.Objects;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.RangeEncoder;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.FrameSyntax;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.search.BlockDecision;

/**
 * Codes pictures one after the other. Equal pictures and options give equal bytes on every machine. Not safe for use
 * by several threads at once.
 */
public final class Encoder {
    private final CodecConfig config;
    private final int tolerance;
    private final boolean mixed;
    private final RangeEncoder coder;
    private final FrameSyntax syntax;
    private final BlockDecision decision;
    /** The source and the one before, apart from their decoded pictures; null if lossless, where they are the same. */
    private Plane sourceCopy;

    private Plane previousSourceCopy;

    private boolean started;

    public Encoder(CodecConfig config, EncoderOptions options) {
        this.config = Objects.requireNonNull(config, "config");
        tolerance = options.tolerance();
        mixed = options.effort() != Effort.FAST;
        BitModel model = new BitModel(FrameSyntax.CONTEXTS);
        coder = new RangeEncoder(model);
        syntax = new FrameSyntax(model, coder, true, config.width(), config.height());
        decision = new BlockDecision(syntax.map(), tolerance);
        if (tolerance != 0) {
            sourceCopy = new Plane(config.width(), config.height());
            previousSourceCopy = new Plane(config.width(), config.height());
        }
    }

    /**
     * Codes the next picture; the picture is not kept.
     *
     * @param keyframe whether it must decode on its own; the first picture always does
     * @throws IllegalArgumentException if the picture's size is not the configuration's
     */
    public CodedFrame encode(Picture picture, boolean keyframe) {
        if (picture.width() != config.width() || picture.height() != config.height()) {
            throw new IllegalArgumentException("picture of " + picture.width() + "x" + picture.height()
                    + " given to an encoder of " + config.width() + "x" + config.height());
        }
        advance();
        Plane source = tolerance == 0 ? syntax.current() : sourceCopy;
        source.load(picture);
        if (keyframe || !started) {
            started = true;
            return code(FrameHeader.KEYFRAME, source);
        }
        Plane previousSource = tolerance == 0 ? syntax.previous() : previousSourceCopy;
        if (decision.decide(source, previousSource, syntax.previous(), syntax.map(), syntax.candidates())) {
            return code(FrameHeader.DELTA, source);
        }
        syntax.advance();
        return new CodedFrame(new FrameHeader(FrameHeader.REPEAT, 0, false).toBytes(), false);
    }

    private void advance() {
        syntax.advance();
        Plane plane = previousSourceCopy;
        previousSourceCopy = sourceCopy;
        sourceCopy = plane;
    }

    private CodedFrame code(int type, Plane source) {
        FrameHeader header = new FrameHeader(type, tolerance, mixed);
        coder.start(header.toBytes());
        syntax.setMixed(mixed);
        if (type == FrameHeader.KEYFRAME) {
            syntax.keyframe(source, tolerance);
        } else {
            codeDelta(source);
        }
        byte[] data = coder.finish();
        header.seal(data);
        return new CodedFrame(data, type == FrameHeader.KEYFRAME);
    }

    private void codeDelta(Plane source) {
        try {
            syntax.delta(source, tolerance);
        } catch (CodecException e) {
            throw new IllegalStateException("the encoder chose what it may not", e);
        }
    }
}
