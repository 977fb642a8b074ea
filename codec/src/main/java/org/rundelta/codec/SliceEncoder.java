package org.rundelta.codec;

import java.util.List;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.RangeEncoder;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.FrameSyntax;
import org.rundelta.codec.frame.PhotoBlock;
import org.rundelta.codec.frame.PhotoBlocks;
import org.rundelta.codec.frame.PhotoChooser;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.Planes;
import org.rundelta.codec.frame.Primer;
import org.rundelta.codec.frame.StoredPicture;
import org.rundelta.codec.search.BlockDecision;
import org.rundelta.codec.search.PhotoDecision;
import org.rundelta.codec.search.Relation;

/** Codes one slice of each picture: all of it, where there is only one. */
final class SliceEncoder implements PhotoChooser {
    /** So much lower is the quantiser of a keyframe, to which all that follow refer. */
    private static final int KEYFRAME_BONUS = 3;

    private final int tolerance;
    private PictureOptions how;
    /** Null if there are no photographic blocks. */
    private final PhotoDecision photoDecision;

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

    /** What was learnt before the last picture; null as long as nobody wants it. */
    private Primer memory;

    private int photoBytes;

    /** Whether the last picture was the one before once more. */
    private boolean stayed;

    SliceEncoder(Planes planes, Planes sources, Primer primer, EncoderOptions options) {
        this.planes = planes;
        this.sources = sources;
        this.primer = primer;
        tolerance = options.tolerance();
        boolean hasPhoto = planes.components() != null;
        mixed = options.effort() != Effort.FAST;
        BitModel model = new BitModel(FrameSyntax.CONTEXTS);
        coder = new RangeEncoder(model);
        syntax = new FrameSyntax(model, coder, true, planes);
        if (primer != null) {
            syntax.setPrimer(primer);
        }
        decision = new BlockDecision(syntax.map(), tolerance, options.effort());
        photoDecision = hasPhoto
                ? new PhotoDecision(
                        planes.current().width(),
                        planes.current().height(),
                        planes.top() / ChangeMap.BLOCK,
                        planes.components(),
                        options.effort())
                : null;
        if (hasPhoto) {
            syntax.setPhotoChooser(this);
        }
    }

    /** Makes ready for the next picture. */
    void load(Picture picture, PictureOptions options) {
        how = options;
        stayed = false;
        planes.advance();
        decision.advance();
        syntax.advance();
        if (sources != planes) {
            sources.advance();
        }
        sources.current().load(picture, planes.top());
    }

    /** Keeps what was learnt up to now, so that the next picture can be coded again. */
    void keep() {
        if (memory == null) {
            memory = syntax.memory();
        }
        syntax.keep(memory);
    }

    /** After {@link #keep} and a picture: makes ready to code it again otherwise. */
    void again(PictureOptions options) {
        how = options;
        syntax.recall(memory);
        if (!stayed) {
            planes.back();
        }
        planes.advance();
        stayed = false;
    }

    /** After {@link #again}: codes the picture before once more. */
    byte[] repeat() {
        decision.stay();
        planes.back();
        sources.back();
        return new FrameHeader(FrameHeader.REPEAT, 0, false).toBytes();
    }

    @Override
    public void choose(PhotoBlocks blocks, int column, int row, PhotoBlock block) {
        photoDecision.choose(blocks, column, row, block);
    }

    @Override
    public void end() {
        photoBytes = coder.size();
    }

    /** About how many bytes of the last frame come up to the end of its photographic blocks; 0 if it can have none. */
    int photoBytes() {
        return photoBytes;
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
        decision.restart();
        if (primer == null) {
            return code(header(FrameHeader.KEYFRAME, 0));
        }
        return code(
                decide(planes.previous(), how.withoutRefinements()).sharesBlocks()
                        ? header(FrameHeader.PRIMED, reference)
                        : header(FrameHeader.KEYFRAME, 0));
    }

    /** Decides how to code the picture with reference to the one before, and says what the two have in common. */
    Relation decide() {
        return decide(sources.previous(), how);
    }

    private Relation decide(Plane previousSource, PictureOptions options) {
        Plane previous = planes.previous();
        isChanged = decision.decide(
                sources.current(), previousSource, previous, syntax.map(), syntax.candidates(), options);
        if (!isChanged) {
            syntax.map().setAll(false);
            syntax.candidates().clear();
        }
        return Relation.of(sources.current(), previous, syntax.map(), syntax.candidates());
    }

    /** Codes the picture as {@link #decide()} has decided. */
    byte[] delta() {
        if (isChanged) {
            return code(header(FrameHeader.DELTA, 0));
        }
        decision.stay();
        planes.stay();
        stayed = true;
        photoBytes = 0;
        return new FrameHeader(FrameHeader.REPEAT, 0, false).toBytes();
    }

    private FrameHeader header(int type, int reference) {
        if (!how.hasPhoto()) {
            return new FrameHeader(type, tolerance, FrameHeader.NO_QUANTISER, mixed, reference);
        }
        boolean ofBlocks = !how.offsets().isNone();
        // Offsets already say what a keyframe is worth to those that refer to it.
        boolean isLowered = type != FrameHeader.DELTA && !ofBlocks;
        int quantiser = isLowered ? Math.max(0, how.quantiser() - KEYFRAME_BONUS) : how.quantiser();
        return new FrameHeader(type, tolerance, quantiser, ofBlocks, mixed, reference);
    }

    private byte[] code(FrameHeader header) {
        photoBytes = 0;
        if (header.hasPhoto()) {
            if (header.type() == FrameHeader.KEYFRAME) {
                decision.decidePhotos(sources.current(), syntax.map(), how.coarse());
            }
            photoDecision.start(sources.current(), syntax.map(), header.quantiser(), how.offsets());
        }
        coder.start(header.toBytes());
        syntax.setMixed(mixed);
        if (header.type() == FrameHeader.KEYFRAME) {
            syntax.intra(sources.current(), header);
        } else {
            codeDelta(header);
        }
        byte[] data = coder.finish();
        if (photoDecision != null) {
            int top = planes.top() / ChangeMap.BLOCK;
            decision.take(
                    syntax.map(),
                    syntax.candidates(),
                    (column, row) -> how.offsets().quantiser(header.quantiser(), column, top + row),
                    header.isKeyframe());
        }
        header.seal(data);
        return data;
    }

    private void codeDelta(FrameHeader header) {
        try {
            syntax.delta(sources.current(), header);
        } catch (CodecException e) {
            throw new IllegalStateException("the encoder chose what it may not", e);
        }
    }

    /** What was learnt up to here, as a primer; this encoder must not be used any more. */
    Primer toPrimer(List<StoredPicture> pictures) {
        return syntax.toPrimer(pictures);
    }
}
