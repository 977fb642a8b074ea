package org.rundelta.codec.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that lives on from frame to frame up to the next keyframe, besides the picture; docs/bitstream.md, "Frame data".
 *
 * @param contexts by the name and the selecting values of each
 */
record Models(
        Map<List<Object>, Context> contexts,
        ColourTable large,
        ColourTable small,
        Mixer flags,
        Mixer residuals,
        int[] byGreen) {
    /** As reset. */
    Models(int width, int height) {
        this(
                new HashMap<>(),
                new ColourTable(width, height),
                new ColourTable(width, height),
                new Mixer("flags", 14),
                new Mixer("residuals", 16),
                new int[256]);
    }

    /** A copy, which from now on learns for itself. */
    Models(Models other) {
        this(
                new HashMap<>(),
                new ColourTable(other.large),
                new ColourTable(other.small),
                new Mixer(other.flags),
                new Mixer(other.residuals),
                other.byGreen.clone());
        other.contexts.forEach((name, context) -> contexts.put(name, new Context(context)));
    }
}
