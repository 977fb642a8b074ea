package org.rundelta.dash;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lexical form of xs:duration (XML Schema part 2, 3.2.6) as far as it has a fixed length. */
final class XsDuration {
    // At most ten digits each, so that no sum overflows; years and months only when they are zero.
    private static final Pattern FORM = Pattern.compile("P(?:0+Y)?(?:0+M)?(?:([0-9]{1,10})D)?"
            + "(?:T(?=[0-9])(?:([0-9]{1,10})H)?(?:([0-9]{1,10})M)?(?:([0-9]{1,10}(?:\\.[0-9]{1,30})?)S)?)?");

    private XsDuration() {}

    /** The duration in hours, minutes and seconds with as many decimals as it needs: nothing is lost. */
    static String format(Duration duration) {
        return duration.toString();
    }

    /**
     * Reads a duration; what is finer than a nanosecond is cut off.
     *
     * @throws IllegalArgumentException if it is malformed, negative, or in years or months
     */
    static Duration parse(String text) {
        String stripped = text.strip();
        Matcher matcher = FORM.matcher(stripped);
        // The pattern alone would let "P" through, which says nothing.
        Check.that(
                matcher.matches() && stripped.length() > 1,
                "not a duration of days, hours, minutes and seconds such as PT1M2.5S");
        BigDecimal seconds = new BigDecimal(matcher.group(4) == null ? "0" : matcher.group(4));
        return Duration.ofDays(number(matcher.group(1)))
                .plusHours(number(matcher.group(2)))
                .plusMinutes(number(matcher.group(3)))
                .plusSeconds(seconds.longValue())
                .plusNanos(seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue());
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
