package org.rundelta.packager;

import java.math.BigInteger;

/**
 * Frames per second as a fraction in lowest terms, above 0 and up to 1000.
 *
 * @param numerator at least 1
 * @param denominator at least 1
 */
public record FrameRate(int numerator, int denominator) {
    static final int MAX = 1000;

    /** Takes any fraction and reduces it. */
    public FrameRate {
        if (numerator < 1 || denominator < 1 || numerator > (long) MAX * denominator) {
            throw new IllegalArgumentException(
                    "frame rate " + numerator + "/" + denominator + " is not above 0 and up to " + MAX);
        }
        int divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .intValueExact();
        numerator /= divisor;
        denominator /= divisor;
    }

    /** Whether it is less than the other. */
    boolean isBelow(FrameRate other) {
        return (long) numerator * other.denominator < (long) other.numerator * denominator;
    }

    /** As a manifest has it: {@code 30} or {@code 30000/1001}. */
    @Override
    public String toString() {
        return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
    }
}
