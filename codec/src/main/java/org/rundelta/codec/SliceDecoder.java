package org.rundelta.codec;

import java.util.List;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.RangeDecoder;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.FrameSyntax;
import org.rundelta.codec.frame.Planes;
import org.rundelta.codec.frame.Primer;
import org.rundelta.codec.frame.StoredPicture;

/** Decodes one slice of each frame: all of it, where there is only one. */
final class SliceDecoder {
    private final RangeDecoder coder;
    private final FrameSyntax syntax;
    private final Planes planes;

    /** With a primer, or null for none. */
    SliceDecoder(Planes planes, Primer primer) {
        this.planes = planes;
        BitModel model = new BitModel(FrameSyntax.CONTEXTS);
        coder = new RangeDecoder(model);
        syntax = new FrameSyntax(model, coder, false, planes);
        if (primer != null) {
            syntax.setPrimer(primer);
        }
    }

    /** Makes ready for a slice with this header; of a frame, all slices must be before any is decoded. */
    void start(FrameHeader header) {
        planes.advance();
        if (header.type() == FrameHeader.REPEAT) {
            planes.stay();
        }
    }

    /** Decodes a slice, which begins with its header, into its rows of a picture. */
    void decode(byte[] slice, FrameHeader header, Picture picture) throws CodecException {
        if (header.type() == FrameHeader.REPEAT) {
            return;
        }
        coder.start(slice, header.size());
        syntax.setMixed(header.mixed());
        if (header.isKeyframe()) {
            syntax.restart();
        }
        if (header.type() == FrameHeader.KEYFRAME) {
            syntax.intra(planes.current(), header);
        } else {
            syntax.delta(planes.current(), header);
        }
        planes.current().store(picture, planes.top(), syntax.changed());
    }

    Planes planes() {
        return planes;
    }

    /** What was learnt up to here, as a primer; this decoder must not be used any more. */
    Primer toPrimer(List<StoredPicture> pictures) {
        return syntax.toPrimer(pictures);
    }
}
