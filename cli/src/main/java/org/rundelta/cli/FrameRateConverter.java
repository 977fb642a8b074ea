package org.rundelta.cli;

import org.rundelta.packager.FrameRate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads frames per second, as in {@code 10} or {@code 30000/1001}. */
final class FrameRateConverter implements ITypeConverter<FrameRate> {
    @Override
    public FrameRate convert(String text) {
        try {
            return FrameRate.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
