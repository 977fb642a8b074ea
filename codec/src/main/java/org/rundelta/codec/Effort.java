package org.rundelta.codec;

/** How much work goes into fewer bytes. */
public enum Effort {
    /** Plain contexts: fastest to encode and to decode. */
    FAST,

    /** Mixed contexts: a sixth smaller, at up to twice the time. */
    BALANCED,

    /** As balanced, and motion is looked for everywhere. */
    BEST
}
