package org.rundelta.cli;

import org.rundelta.packager.Fidelity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a tolerance, a whole number from 0 to 255. */
final class MaxErrorConverter implements ITypeConverter<Fidelity.MaxError> {
    @Override
    public Fidelity.MaxError convert(String text) {
        try {
            return new Fidelity.MaxError(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number from 0 to 255");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
