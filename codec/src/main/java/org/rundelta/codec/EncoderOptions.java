package org.rundelta.codec;

/**
 * How to encode.
 *
 * @param tolerance greatest error of any channel of any pixel against the source, 0 (lossless) to 255
 */
public record EncoderOptions(int tolerance) {
    /** Every pixel exact. */
    public static final EncoderOptions LOSSLESS = new EncoderOptions(0);

    public EncoderOptions {
        if (tolerance < 0 || tolerance > 255) {
            throw new IllegalArgumentException("tolerance " + tolerance + " is not from 0 to 255");
        }
    }
}
