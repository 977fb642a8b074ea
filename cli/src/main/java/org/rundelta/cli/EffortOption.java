package org.rundelta.cli;

import java.util.Locale;
import org.rundelta.codec.Effort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How hard the encoder searches. */
final class EffortOption {
    /** {@code fast}, {@code balanced} or {@code best}. */
    private static final class Converter implements ITypeConverter<Effort> {
        @Override
        public Effort convert(String value) {
            for (Effort effort : Effort.values()) {
                if (effort.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return effort;
                }
            }
            throw new TypeConversionException("'" + value + "' is not fast, balanced or best");
        }
    }

    @Option(
            names = "--effort",
            paramLabel = "EFFORT",
            converter = Converter.class,
            description = {
                "fast: quickest to encode and to decode; balanced: about a fifth smaller (default);",
                "best: looks for motion everywhere; slower, seldom smaller."
            })
    private Effort value;

    Effort value() {
        return valueOr(Effort.BALANCED);
    }

    /** What is given, else another default than the usual one. */
    Effort valueOr(Effort otherwise) {
        return value == null ? otherwise : value;
    }
}
