package org.rundelta.codec;

import java.util.List;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.RangeEncoder;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.FrameSyntax;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.Planes;
import org.rundelta.codec.frame.Primer;
import org.rundelta.codec.frame.StoredPicture;
import org.rundelta.codec.search.BlockDecision;
import org.rundelta.codec.search.Relation;

/** Codes one slice of each picture: all of it, where there is only one. */
final class SliceEncoder {
    private final int tolerance;
    private final boolean mixed;
    private final RangeEncoder coder;
    private final FrameSyntax syntax;
    private final BlockDecision decision;
    private final Planes planes;
    /** As they came in; the same as {@link #planes} if lossless. */
    private final Planes sources;

    /** Null for none. */
    private final Primer primer;

    /** Whether any block differs from the picture referred to. */
    private boolean isChanged;

    SliceEncoder(Planes planes, Planes sources, Primer primer, EncoderOptions options) {
        this.planes = planes;
        this.sources = sources;
        this.primer = primer;
        tolerance = options.tolerance();
        mixed = options.effort() != Effort.FAST;
        BitModel model = new BitModel(FrameSyntax.CONTEXTS);
        coder = new RangeEncoder(model);
        syntax = new FrameSyntax(model, coder, true, planes);
        if (primer != null) {
            syntax.setPrimer(primer);
        }
        decision = new BlockDecision(syntax.map(), tolerance, options.effort() == Effort.BEST);
    }

    /** Makes ready for the next picture. */
    void load(Picture picture) {
        planes.advance();
        if (sources != planes) {
            sources.advance();
        }
        sources.current().load(picture, planes.top());
    }

    /** Of each picture of the primer, how many blocks differ from it. */
    int[] countChanges() {
        List<StoredPicture> pictures = primer.pictures();
        int[] counts = new int[pictures.size()];
        for (int k = 0; k < counts.length; k++) {
            counts[k] = decision.countChanges(
                    sources.current(), pictures.get(k), syntax.map(), planes.top() / ChangeMap.BLOCK);
        }
        return counts;
    }

    /**
     * Codes the picture so that it decodes on its own.
     *
     * @param reference which picture of the primer the previous one is now; ignored if there is no primer
     */
    byte[] keyframe(int reference) {
        syntax.restart();
        if (primer == null) {
            return code(new FrameHeader(FrameHeader.KEYFRAME, tolerance, mixed));
        }
        return code(
                decide(planes.previous()).sharesBlocks()
                        ? new FrameHeader(FrameHeader.PRIMED, tolerance, mixed, reference)
                        : new FrameHeader(FrameHeader.KEYFRAME, tolerance, mixed));
    }

    /** Decides how to code the picture with reference to the one before, and says what the two have in common. */
    Relation decide() {
        return decide(sources.previous());
    }

    private Relation decide(Plane previousSource) {
        Plane previous = planes.previous();
        isChanged = decision.decide(sources.current(), previousSource, previous, syntax.map(), syntax.candidates());
        if (!isChanged) {
            syntax.map().setAll(false);
            syntax.candidates().clear();
        }
        return Relation.of(sources.current(), previous, syntax.map(), syntax.candidates());
    }

    /** Codes the picture as {@link #decide()} has decided. */
    byte[] delta() {
        if (isChanged) {
            return code(new FrameHeader(FrameHeader.DELTA, tolerance, mixed));
        }
        planes.stay();
        return new FrameHeader(FrameHeader.REPEAT, 0, false).toBytes();
    }

    private byte[] code(FrameHeader header) {
        coder.start(header.toBytes());
        syntax.setMixed(mixed);
        if (header.type() == FrameHeader.KEYFRAME) {
            syntax.intra(sources.current(), tolerance);
        } else {
            codeDelta();
        }
        byte[] data = coder.finish();
        header.seal(data);
        return data;
    }

    private void codeDelta() {
        try {
            syntax.delta(sources.current(), tolerance);
        } catch (CodecException e) {
            throw new IllegalStateException("the encoder chose what it may not", e);
        }
    }

    /** What was learnt up to here, as a primer; this encoder must not be used any more. */
    Primer toPrimer(List<StoredPicture> pictures) {
        return syntax.toPrimer(pictures);
    }
}
