package org.rundelta.cli;

import org.rundelta.packager.OutputSize.PictureSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size in pixels, as in {@code 1280x720}. */
final class SizeConverter implements ITypeConverter<PictureSize> {
    @Override
    public PictureSize convert(String text) {
        try {
            return PictureSize.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
