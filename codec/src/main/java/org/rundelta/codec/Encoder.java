package org.rundelta.codec;

import java.util.List;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.RangeEncoder;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.FrameSyntax;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.Primer;
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
    /** Null for none. */
    private final Primer primer;

    /** The source and the one before, apart from their decoded pictures; null if lossless, where they are the same. */
    private Plane sourceCopy;

    private Plane previousSourceCopy;

    private boolean started;

    /**
     * An encoder for pictures of one configuration.
     *
     * @throws IllegalArgumentException if the primer of the configuration is malformed
     */
    public Encoder(CodecConfig config, EncoderOptions options) {
        this(PrimedConfig.of(config), options);
    }

    /** An encoder that shares its primer with others. */
    public Encoder(PrimedConfig primed, EncoderOptions options) {
        config = primed.config();
        primer = primed.primer();
        tolerance = options.tolerance();
        mixed = options.effort() != Effort.FAST;
        BitModel model = new BitModel(FrameSyntax.CONTEXTS);
        coder = new RangeEncoder(model);
        syntax = new FrameSyntax(model, coder, true, config.width(), config.height());
        if (primer != null) {
            syntax.setPrimer(primer);
        }
        decision = new BlockDecision(syntax.map(), tolerance, options.effort() == Effort.BEST);
        if (tolerance != 0) {
            sourceCopy = new Plane(config.width(), config.height());
            previousSourceCopy = new Plane(config.width(), config.height());
        }
    }

    /** A copy of the picture coded last, as a decoder has it. */
    Plane decoded() {
        return new Plane(syntax.current());
    }

    /** What was learnt up to here, as a primer; this encoder must not be used any more. */
    Primer toPrimer(List<Plane> pictures) {
        return syntax.toPrimer(pictures);
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
            return keyframe(source);
        }
        Plane previousSource = tolerance == 0 ? syntax.previous() : previousSourceCopy;
        if (decision.decide(source, previousSource, syntax.previous(), syntax.map(), syntax.candidates())) {
            return code(new FrameHeader(FrameHeader.DELTA, tolerance, mixed), source);
        }
        syntax.advance();
        return new CodedFrame(new FrameHeader(FrameHeader.REPEAT, 0, false).toBytes(), false);
    }

    private CodedFrame keyframe(Plane source) {
        syntax.restart();
        if (primer == null) {
            return code(new FrameHeader(FrameHeader.KEYFRAME, tolerance, mixed), source);
        }
        int reference = decision.nearest(source, primer.pictures(), syntax.map());
        syntax.refer(reference);
        Plane previous = syntax.previous();
        if (!decision.decide(source, previous, previous, syntax.map(), syntax.candidates())) {
            syntax.map().setAll(false);
            syntax.candidates().clear();
        }
        FrameHeader header = BlockDecision.isRelated(syntax.map())
                ? new FrameHeader(FrameHeader.PRIMED, tolerance, mixed, reference)
                : new FrameHeader(FrameHeader.KEYFRAME, tolerance, mixed);
        return code(header, source);
    }

    private void advance() {
        syntax.advance();
        Plane plane = previousSourceCopy;
        previousSourceCopy = sourceCopy;
        sourceCopy = plane;
    }

    private CodedFrame code(FrameHeader header, Plane source) {
        coder.start(header.toBytes());
        syntax.setMixed(mixed);
        if (header.type() == FrameHeader.KEYFRAME) {
            syntax.intra(source, tolerance);
        } else {
            codeDelta(source);
        }
        byte[] data = coder.finish();
        header.seal(data);
        return new CodedFrame(data, header.isKeyframe());
    }

    private void codeDelta(Plane source) {
        try {
            syntax.delta(source, tolerance);
        } catch (CodecException e) {
            throw new IllegalStateException("the encoder chose what it may not", e);
        }
    }
}
