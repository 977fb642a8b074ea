package org.rundelta.codec;

import java.io.Serializable;
import java.util.Objects;

/**
 * How to encode.
 *
 * @param tolerance greatest error of any channel of any pixel against the source, 0 (lossless) to 255
 * @param quantiser of photographic blocks, 0 to {@value #MAX_QUANTISER}: their error grows with it, twice as large for
 *     each six; {@link #NO_QUANTISER} to have no such blocks
 * @param effort how much work goes into fewer bytes
 */
public record EncoderOptions(int tolerance, int quantiser, Effort effort) implements Serializable {
    /** No photographic blocks. */
    public static final int NO_QUANTISER = -1;

    /** Largest quantiser. */
    public static final int MAX_QUANTISER = 51;

    /** Every pixel exact. */
    public static final EncoderOptions LOSSLESS = new EncoderOptions(0);

    /** Without photographic blocks. */
    public EncoderOptions(int tolerance, Effort effort) {
        this(tolerance, NO_QUANTISER, effort);
    }

    /** Balanced effort. */
    public EncoderOptions(int tolerance) {
        this(tolerance, Effort.BALANCED);
    }

    public EncoderOptions {
        Objects.requireNonNull(effort, "effort");
        if (tolerance < 0 || tolerance > 255) {
            throw new IllegalArgumentException("tolerance " + tolerance + " is not from 0 to 255");
        }
        if (quantiser < NO_QUANTISER || quantiser > MAX_QUANTISER) {
            throw new IllegalArgumentException("quantiser " + quantiser + " is not from 0 to " + MAX_QUANTISER);
        }
    }

    /** Whether every pixel is exact. */
    public boolean isLossless() {
        return tolerance == 0 && quantiser == NO_QUANTISER;
    }
}
