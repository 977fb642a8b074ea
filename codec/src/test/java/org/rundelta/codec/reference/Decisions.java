package org.rundelta.codec.reference;

import java.util.List;
import java.util.Map;

/**
 * The decisions of one frame, and what the contexts learn of them; docs/bitstream.md, "Notation" and "Length code".
 *
 * @param contexts by name and selecting values; those that are missing are as reset
 */
record Decisions(Map<List<Object>, Context> contexts, DecisionSource source) {
    int bit(Object... context) {
        return bit(List.of(context));
    }

    int bit(List<Object> name) {
        Context context = contexts.computeIfAbsent(name, unused -> new Context());
        int value = source.decide(name, context.probability(), 12);
        context.learn(value);
        return value;
    }

    int length(Object... set) {
        List<Object> s = List.of(set);
        int k = 0;
        while (k < 27 && bit(s, "more", k) == 1) {
            k = k + 1;
        }
        int v = 1;
        for (int i = 0; i < k; i++) {
            v = v << 1 | (v < 4 ? bit(s, "digit", k, v) : bit(s, "low"));
        }
        return v - 1;
    }
}
