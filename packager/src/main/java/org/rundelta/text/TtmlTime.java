package org.rundelta.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of TTML (W3C, https://www.w3.org/TR/ttml2/, 12.3.1): {@code 00:00:01.5}, {@code 00:00:01:12} with frames, and
 * {@code 1.5s}, also in {@code h m s ms f t}.
 *
 * @param frameRate frames a second
 * @param tickRate ticks a second
 */
record TtmlTime(BigDecimal frameRate, BigDecimal tickRate) {
    private static final Pattern CLOCK =
            Pattern.compile("(\\d{2,5}):([0-5]\\d):(\\d{2})(?:(\\.\\d{1,9})|:(\\d{2,3})(?:\\.\\d+)?)?");
    private static final Pattern OFFSET = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|h|m|s|f|t)");
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    /**
     * Reads a time, rounded to milliseconds.
     *
     * @throws IllegalArgumentException if it is none
     */
    Duration parse(String text) {
        Matcher clock = CLOCK.matcher(text.strip());
        if (clock.matches()) {
            Duration whole = Duration.ofHours(Long.parseLong(clock.group(1)))
                    .plusMinutes(Long.parseLong(clock.group(2)))
                    .plusSeconds(Long.parseLong(clock.group(3)));
            BigDecimal frames = clock.group(5) == null ? BigDecimal.ZERO : new BigDecimal(clock.group(5));
            BigDecimal fraction = clock.group(4) == null ? BigDecimal.ZERO : new BigDecimal("0" + clock.group(4));
            return whole.plus(millis(fraction.multiply(MILLIS)))
                    .plus(millis(frames.multiply(MILLIS).divide(frameRate, RoundingMode.HALF_UP)));
        }
        Matcher offset = OFFSET.matcher(text.strip());
        if (!offset.matches()) {
            throw new IllegalArgumentException(
                    TextException.quote(text) + " is no time such as 00:00:01.500, 00:00:01:12 or 1.5s");
        }
        BigDecimal count = new BigDecimal(offset.group(1)).multiply(MILLIS);
        return millis(
                switch (offset.group(2)) {
                    case "h" -> count.multiply(BigDecimal.valueOf(3600));
                    case "m" -> count.multiply(BigDecimal.valueOf(60));
                    case "ms" -> count.divide(MILLIS);
                    case "f" -> count.divide(frameRate, RoundingMode.HALF_UP);
                    case "t" -> count.divide(tickRate, RoundingMode.HALF_UP);
                    default -> count;
                });
    }

    private static Duration millis(BigDecimal millis) {
        return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
}
