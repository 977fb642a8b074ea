package org.rundelta.cli;

import java.math.BigDecimal;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Bits a second, as 800000, 800k, 1.5M or 1G; 10G at most. */
final class BitrateConverter implements ITypeConverter<Long> {
    private static final BigDecimal MAX = BigDecimal.valueOf(10_000_000_000L);

    @Override
    public Long convert(String value) {
        String number = value.toLowerCase(Locale.ROOT);
        int zeros = number.endsWith("k") ? 3 : number.endsWith("m") ? 6 : number.endsWith("g") ? 9 : 0;
        try {
            BigDecimal bits = new BigDecimal(zeros == 0 ? number : number.substring(0, number.length() - 1))
                    .scaleByPowerOfTen(zeros);
            if (bits.signum() > 0 && bits.compareTo(MAX) <= 0) {
                return bits.longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // what it is not is said below
        }
        throw new TypeConversionException("'" + value + "' is no bitrate; give bits a second, as 800k or 1.5M");
    }
}
