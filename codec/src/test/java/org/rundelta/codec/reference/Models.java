package org.rundelta.codec.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All that lives on from frame to frame up to the next keyframe, besides the picture; docs/bitstream.md, "Frame data".
 *
 * @param contexts by the name and the selecting values of each
 */
record Models(Map<List<Object>, Context> contexts, ColourTable large, ColourTable small) {
    /** As reset. */
    Models() {
        this(new HashMap<>(), new ColourTable(), new ColourTable());
    }

    /** A copy, which from now on learns for itself. */
    Models(Models other) {
        this(new HashMap<>(), new ColourTable(other.large), new ColourTable(other.small));
        other.contexts.forEach((name, context) -> contexts.put(name, new Context(context)));
    }
}
