package org.rundelta.dash;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What the constructors of the records demand; the reader turns a refusal into a {@link ManifestException}. */
final class Check {
    /** The greatest xs:unsignedInt. */
    static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;

    private Check() {}

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** A value that may be absent (null), else from {@code least} to {@code greatest}. */
    static void range(String name, Number value, long least, long greatest) {
        that(
                value == null || (value.longValue() >= least && value.longValue() <= greatest),
                name + " " + value + " is not from " + least + " to " + greatest);
    }

    static void notNegative(String name, Duration value) {
        that(value == null || !value.isNegative(), name + " is negative");
    }

    /** An immutable copy; an absent list is an empty one. */
    static <T> List<T> list(List<T> values) {
        if (values == null) {
            return List.of();
        }
        that(values.stream().allMatch(Objects::nonNull), "an element that needs content or attributes is empty");
        return List.copyOf(values);
    }
}
