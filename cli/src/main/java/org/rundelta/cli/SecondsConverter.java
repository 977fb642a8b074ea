package org.rundelta.cli;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of seconds, as in {@code 2.5}. */
final class SecondsConverter implements ITypeConverter<Duration> {
    private static final BigDecimal MIN = new BigDecimal("0.001");
    private static final BigDecimal MAX = new BigDecimal("86400");

    @Override
    public Duration convert(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.compareTo(MIN) >= 0 && seconds.compareTo(MAX) <= 0) {
                return Duration.ofNanos(seconds.movePointRight(9).longValue());
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a number of seconds, such as 4 or 2.5");
        }
        throw new TypeConversionException("'" + text + "' is not from 0.001 to 86400 seconds");
    }
}
