package org.rundelta.codec.frame;

import java.util.List;
import org.rundelta.codec.entropy.BitModel;

/**
 * What a keyframe starts from (docs/bitstream.md, "Primer"): everything learnt from the coded frames of the
 * configuration record, or from one slice of each, and their pictures, to one of which it may refer.
 */
public final class Primer {
    final BitModel model;
    final ColourCandidates colours;
    final Literals literals;
    private final List<StoredPicture> pictures;

    Primer(BitModel model, ColourCandidates colours, Literals literals, List<StoredPicture> pictures) {
        this.model = model;
        this.colours = colours;
        this.literals = literals;
        this.pictures = List.copyOf(pictures);
    }

    /** The decoded pictures, in the order of the configuration record. */
    public List<StoredPicture> pictures() {
        return pictures;
    }
}
