package org.rundelta.cli;

import java.math.BigDecimal;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bytes, as 500M, 10G or 1.5T: powers of ten. */
final class BytesConverter implements ITypeConverter<Long> {
    private static final String UNITS = "kmgt";

    @Override
    public Long convert(String value) {
        String number = value.toLowerCase(Locale.ROOT);
        int unit = number.isEmpty() ? 0 : UNITS.indexOf(number.charAt(number.length() - 1)) + 1;
        try {
            BigDecimal bytes = new BigDecimal(unit == 0 ? number : number.substring(0, number.length() - 1))
                    .scaleByPowerOfTen(3 * unit);
            if (bytes.signum() > 0) {
                return bytes.longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // what it is not is said below
        }
        throw new TypeConversionException("'" + value + "' is no size; give bytes, as 500M, 10G or 1.5T");
    }
}
