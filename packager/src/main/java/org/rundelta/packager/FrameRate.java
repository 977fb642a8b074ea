package org.rundelta.packager;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Frames per second as a fraction in lowest terms, above 0 and up to 1000.
 *
 * @param numerator at least 1
 * @param denominator at least 1
 */
public record FrameRate(int numerator, int denominator) implements Serializable {
    /** The greatest. */
    public static final int MAX = 1000;

    private static final Pattern FRACTION = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");
    private static final int THOUSAND = 1000;

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

    /** That of a source, which may not know it, or say something that cannot be: then null. */
    public static FrameRate ofSource(int numerator, int denominator) {
        boolean isCredible = numerator > 0 && numerator <= (long) MAX * denominator;
        return isCredible ? new FrameRate(numerator, denominator) : null;
    }

    /**
     * Reads {@code 30}, {@code 29.97} or {@code 30000/1001}.
     *
     * @throws IllegalArgumentException if the text is no such rate
     */
    public static FrameRate parse(String text) {
        Matcher fraction = FRACTION.matcher(text);
        if (fraction.matches()) {
            return new FrameRate(Integer.parseInt(fraction.group(1)), Integer.parseInt(fraction.group(2)));
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no frame rate: a number up to " + MAX
                    + " with at most three decimals, or a fraction such as 30000/1001");
        }
        return new FrameRate(new BigDecimal(text).movePointRight(3).intValueExact(), THOUSAND);
    }

    /**
     * Time is divided into slots as long as a frame of this rate. To thin out frames, those are left out that begin in
     * the same slot as the one kept before.
     *
     * @param time ticks of a timescale
     * @return number of the slot, from 0
     */
    public long slot(long time, long timescale) {
        long period = timescale * denominator;
        return time / period * numerator + time % period * numerator / period;
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
