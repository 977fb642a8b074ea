package org.rundelta.cache;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directives of a {@code Cache-Control} field (RFC 9111, 5.2), names in lower case. */
record CacheControl(Map<String, String> directives) {
    private static final Pattern DIRECTIVE = Pattern.compile("([\\w-]+)(?:=(?:\"([^\"]*)\"|([^\\s,\"]*)))?");

    static CacheControl parse(String field) {
        Map<String, String> found = new HashMap<>();
        Matcher directive = DIRECTIVE.matcher(field);
        while (directive.find()) {
            String value = directive.group(2) == null ? directive.group(3) : directive.group(2);
            found.putIfAbsent(directive.group(1).toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        return new CacheControl(Map.copyOf(found));
    }

    boolean has(String name) {
        return directives.containsKey(name);
    }

    /** What is no number makes the answer stale (4.2.1); a huge one is as good as 2^31 (1.2.2). */
    OptionalLong seconds(String name) {
        String value = directives.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.matches("[0-9]+")) {
            return OptionalLong.of(0);
        }
        return OptionalLong.of(value.length() > 9 ? 1L << 31 : Long.parseLong(value));
    }
}
