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
        int[] byGreen,
        int[] byGreenAndWest) {
    /** As a keyframe resets them. */
    Models() {
        this(
                new HashMap<>(),
                new ColourTable(),
                new ColourTable(),
                new Mixer("flags", 14),
                new Mixer("residuals", 16),
                new int[256],
                new int[1 << 11]);
    }
}
