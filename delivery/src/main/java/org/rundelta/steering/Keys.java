package org.rundelta.steering;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of a part of a file, taken one by one; what is left in the end nobody knows. Problems are
 * {@link IllegalArgumentException}s, in words that follow the name of the part.
 */
final class Keys {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([kMG]?)");
    private static final Map<String, Double> UNITS = Map.of("", 1.0, "k", 1e3, "M", 1e6, "G", 1e9);

    private final Map<Object, Object> left;

    Keys(Object part) {
        if (!(part instanceof Map<?, ?> keys)) {
            throw new IllegalArgumentException("it is not made of keys and values");
        }
        left = new HashMap<>(keys);
    }

    /** Text, or null if the key is not there. */
    String text(String key) {
        Object value = left.remove(key);
        if (value instanceof Double number && !number.isNaN() && !number.isInfinite()) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        if (value == null || value instanceof String || value instanceof Number) {
            return value == null ? null : value.toString();
        }
        throw new IllegalArgumentException(key + " is not text");
    }

    String requiredText(String key) {
        String text = text(key);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("it has no " + key);
        }
        return text;
    }

    /** A number that is not negative, with k, M or G for a thousand, million or billion, or {@code otherwise}. */
    double number(String key, double otherwise) {
        String text = text(key);
        if (text == null) {
            return otherwise;
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            throw new IllegalArgumentException(
                    key + " \"" + text + "\" is not a number, with k, M or G behind it if it is large");
        }
        return Double.parseDouble(number.group(1)) * UNITS.get(number.group(2));
    }

    boolean isSet(String key) {
        Object value = left.remove(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new IllegalArgumentException(key + " is neither true nor false");
    }

    /** A list; empty if the key is not there. */
    List<?> list(String key) {
        Object value = left.remove(key);
        if (value == null || value instanceof List<?>) {
            return value == null ? List.of() : (List<?>) value;
        }
        throw new IllegalArgumentException(key + " is not a list");
    }

    List<String> texts(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    void end() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException(
                    "key \"" + left.keySet().iterator().next() + "\" is not known; docs/steering.md lists them");
        }
    }
}
