package org.rundelta.codec.entropy;

/**
 * The one seam between encoder and decoder: code that describes the syntax calls {@link #bit} for every binary
 * decision, and does not know in which direction it runs.
 *
 * <p>Called for every bit, so a running program should load no third implementation: with two the JIT still inlines
 * the call.
 */
public interface BitCoder {
    /**
     * Codes one bit with the model of a context.
     *
     * @param context index of the model
     * @param value the bit to write, 0 or 1; ignored when reading
     * @return the bit written or read
     */
    int bit(int context, int value);

    /**
     * Codes one bit with a given probability, and learns nothing.
     *
     * @param probability that the bit is 1, from 1 to 65535 in units of 1/65536
     * @param value the bit to write, 0 or 1; ignored when reading
     * @return the bit written or read
     */
    int bit16(int probability, int value);
}
