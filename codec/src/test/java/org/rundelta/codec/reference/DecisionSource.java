package org.rundelta.codec.reference;

import java.util.List;

/** Where binary decisions come from: the data of a frame, or elsewhere. */
@FunctionalInterface
interface DecisionSource {
    /**
     * The next decision, 0 or 1.
     *
     * @param context name of the context it is made in
     * @param p probability of a 1 there, in units of 1/2^bits
     */
    int decide(List<Object> context, int p, int bits);
}
