package org.rundelta.hls;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rundelta.dash.ManifestException;

/**
 * The attributes of a tag (RFC 8216bis, 4.2):
 *
 * <pre>
 * list  = [ name "=" value *( "," name "=" value ) ]
 * value = quoted string / anything without comma, quotation mark and space
 * </pre>
 */
final class AttributeList {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s*+([A-Z0-9-]++)=(\"[^\"]*+\"|[^\",\\s]*+)\\s*+(,|$)");

    /** By name; quoted strings with their quotation marks. */
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Adds a value that stands as it is, unless it is null. */
    AttributeList plain(String name, Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
        return this;
    }

    /** Adds a quoted string, unless it is null. */
    AttributeList quoted(String name, String value) {
        return value == null ? this : plain(name, '"' + value + '"');
    }

    /** @throws ManifestException if it is malformed or names an attribute twice */
    static AttributeList parse(String text) throws ManifestException {
        AttributeList list = new AttributeList();
        Matcher matcher = ATTRIBUTE.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new ManifestException("attribute " + (list.values.size() + 1) + " is not NAME=value");
            }
            if (list.values.put(matcher.group(1), matcher.group(2)) != null) {
                throw new ManifestException("attribute " + matcher.group(1) + " stands there twice");
            }
            end = matcher.end();
        }
        return list;
    }

    /** A value without quotation marks, or null if the attribute is absent. */
    String get(String name) {
        String value = values.get(name);
        return value != null && value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }

    /** @throws ManifestException if the attribute is absent */
    String require(String name) throws ManifestException {
        if (!values.containsKey(name)) {
            throw new ManifestException("attribute " + name + " is missing");
        }
        return get(name);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
