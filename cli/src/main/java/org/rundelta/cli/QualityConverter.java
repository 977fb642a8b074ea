package org.rundelta.cli;

import org.rundelta.packager.Fidelity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a quality, a whole number from 0 to 100. */
final class QualityConverter implements ITypeConverter<Fidelity.Quality> {
    @Override
    public Fidelity.Quality convert(String text) {
        try {
            return new Fidelity.Quality(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number from 0 to 100");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
