package org.rundelta.codec;

import java.util.Objects;

/**
 * How to encode.
 *
 * @param tolerance greatest error of any channel of any pixel against the source, 0 (lossless) to 255
 * @param effort how much work goes into fewer bytes
 */
public record EncoderOptions(int tolerance, Effort effort) {
    /** Every pixel exact. */
    public static final EncoderOptions LOSSLESS = new EncoderOptions(0);

    /** Balanced effort. */
    public EncoderOptions(int tolerance) {
        this(tolerance, Effort.BALANCED);
    }

    public EncoderOptions {
        Objects.requireNonNull(effort, "effort");
        if (tolerance < 0 || tolerance > 255) {
            throw new IllegalArgumentException("tolerance " + tolerance + " is not from 0 to 255");
        }
    }
}
