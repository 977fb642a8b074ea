package org.rundelta.rate;

/**
 * How quantisers and the bits of photographic blocks depend on each other: like powers.
 *
 * @param halving so many more make the bits half as many
 */
record RateLaw(double halving) {
    /** That of film; where a quantiser decides whether noise is coded, bits change much faster. */
    static final RateLaw USUAL = new RateLaw(5.5);

    private static final double STEEPEST = 2;
    private static final double FLATTEST = 9;

    /** The law of a title of which two points are known, unless they are too near to each other. */
    RateLaw through(double quantiser, double bits, double otherQuantiser, double otherBits) {
        if (Math.abs(quantiser - otherQuantiser) < 1 || bits <= 0 || otherBits <= 0 || bits == otherBits) {
            return this;
        }
        double measured = (otherQuantiser - quantiser) * StrictMath.log(2) / StrictMath.log(bits / otherBits);
        return measured <= 0 ? this : new RateLaw(Math.min(Math.max(measured, STEEPEST), FLATTEST));
    }

    /** What bits are multiplied with, relative to quantiser 0. */
    double scale(double quantiser) {
        return StrictMath.pow(2, -quantiser / halving);
    }

    /** How many quantisers further bits are so many times as many. */
    double ofScale(double scale) {
        return -halving * StrictMath.log(scale) / StrictMath.log(2);
    }
}
