package org.rundelta.dash;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some bytes of a file, written {@code first-last} (RFC 9110, 14.1.2).
 *
 * @param first byte, from 0
 * @param last byte, included
 */
public record ByteRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /** @throws IllegalArgumentException if there is no byte in it */
    public ByteRange {
        Check.that(first >= 0 && first <= last, "bytes " + first + "-" + last + " are none");
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if it is malformed
     */
    static ByteRange parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        Check.that(matcher.matches(), "not a range of bytes such as 0-861");
        return new ByteRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    /** How many bytes there are in it. */
    public long length() {
        return last - first + 1;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
