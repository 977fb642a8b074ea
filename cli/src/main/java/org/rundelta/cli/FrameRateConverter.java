package org.rundelta.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rundelta.packager.FrameRate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads frames per second, as in {@code 10} or {@code 30000/1001}. */
final class FrameRateConverter implements ITypeConverter<FrameRate> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:/(\\d{1,9}))?");

    @Override
    public FrameRate convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a frame rate such as 10 or 30000/1001");
        }
        int denominator = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
        try {
            return new FrameRate(Integer.parseInt(matcher.group(1)), denominator);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
