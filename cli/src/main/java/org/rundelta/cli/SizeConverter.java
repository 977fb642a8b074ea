package org.rundelta.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rundelta.packager.OutputSize.PictureSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size in pixels, as in {@code 1280x720}. */
final class SizeConverter implements ITypeConverter<PictureSize> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    @Override
    public PictureSize convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a size such as 1280x720");
        }
        try {
            return new PictureSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
