package org.rundelta.cli;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.rundelta.fill.FillException;
import org.rundelta.packager.SettingsFile;

/** The keys of one part of a plan file, each read once; what is left over in the end is not known. */
final class FillKeys {
    private static final String CURE = "; see docs/fill.md for an example";
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private final String where;
    private final Map<String, Object> keys = new HashMap<>();

    /**
     * Keys and values.
     *
     * @param where for messages: the file, and what in it
     * @throws FillException if it is none
     */
    FillKeys(String where, Object value) throws FillException {
        this.where = where;
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("not made of keys and values");
        }
        map.forEach((key, item) -> keys.put(String.valueOf(key), item));
    }

    /** For messages. */
    String where() {
        return where;
    }

    FillKeys keys(String key) throws FillException {
        return new FillKeys(where + ": " + key, required(key));
    }

    List<?> list(String key) throws FillException {
        if (required(key) instanceof List<?> list) {
            return list;
        }
        throw wrong(key + " is not a list");
    }

    String text(String key) throws FillException {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) throws FillException {
        Object value = keys.remove(key);
        if (value instanceof Map || value instanceof List) {
            throw wrong(key + " is not one value");
        }
        return Optional.ofNullable(value).map(String::valueOf).filter(text -> !text.isBlank());
    }

    /** A whole number, as 500, 20k, 2.5M, 10G or 4T. */
    long count(String key) throws FillException {
        String text = text(key);
        int zeros = 3 * " kmgt".indexOf(text.toLowerCase(Locale.ROOT).charAt(text.length() - 1));
        try {
            BigDecimal number = new BigDecimal(zeros > 0 ? text.substring(0, text.length() - 1) : text)
                    .scaleByPowerOfTen(Math.max(0, zeros));
            if (number.abs().compareTo(MAX) <= 0) {
                return number.longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // what it is not is said below
        }
        throw wrong(key + " " + SettingsFile.quote(text) + " is not a number such as 500, 20k, 2.5M, 10G or 4T");
    }

    /** As {@link #count}, or that instead of it. */
    long count(String key, long instead) throws FillException {
        return keys.containsKey(key) ? count(key) : instead;
    }

    /** The URL of a folder on a server. */
    URI url(String key) throws FillException {
        String text = text(key);
        try {
            URI url = URI.create(text.endsWith("/") ? text : text + "/");
            if (List.of("http", "https").contains(String.valueOf(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // what it is not is said below
        }
        throw wrong(key + " " + SettingsFile.quote(text) + " is not the URL of a server, http://host:port/folder/");
    }

    LocalTime time(String key) throws FillException {
        String text = text(key);
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw wrong(key + " " + SettingsFile.quote(text) + " is not a time of day, \"01:30\" in quotes");
        }
    }

    ZoneId zone(String key) throws FillException {
        String text = text(key);
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw wrong(key + " " + SettingsFile.quote(text) + " is not a time zone, such as Europe/Helsinki or UTC");
        }
    }

    /** To be called when all that is known was read. */
    void requireNoOthers() throws FillException {
        if (!keys.isEmpty()) {
            throw wrong("key " + SettingsFile.quote(new TreeSet<>(keys.keySet()).first()) + " is not known");
        }
    }

    FillException wrong(String problem) {
        return new FillException(where + ": " + problem + CURE);
    }

    private Object required(String key) throws FillException {
        Object value = keys.remove(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private FillException missing(String key) {
        return wrong("there is no " + key);
    }
}
