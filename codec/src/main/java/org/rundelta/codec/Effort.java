package org.rundelta.codec;

/** How much work goes into fewer bytes. */
public enum Effort {
    /** Plain contexts: fastest to encode and to decode. */
    FAST,
    /** Mixed contexts. */
    BALANCED,
    /** The smallest that can be done. */
    BEST
}
