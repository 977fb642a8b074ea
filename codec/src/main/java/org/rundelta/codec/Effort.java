package org.rundelta.codec;

/** How much work goes into fewer bytes. */
public enum Effort {
    /** Plain contexts: fastest to encode and to decode. */
    FAST,

    /** Mixed contexts: an eighth to a quarter smaller, at up to two and a half times the time (docs/codec-tools.md). */
    BALANCED
}
