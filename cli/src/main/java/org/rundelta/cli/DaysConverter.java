package org.rundelta.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole days, from one to ten years. */
final class DaysConverter implements ITypeConverter<Duration> {
    private static final int MAX = 3650;

    @Override
    public Duration convert(String value) {
        try {
            int days = Integer.parseInt(value);
            if (days >= 1 && days <= MAX) {
                return Duration.ofDays(days);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new TypeConversionException("'" + value + "' is no number of days from 1 to " + MAX);
    }
}
