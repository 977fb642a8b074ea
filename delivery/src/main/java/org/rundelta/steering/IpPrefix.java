package org.rundelta.steering;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All addresses that begin with the same bits.
 *
 * @param first of them
 * @param length of what they share, in bits of an IPv6 address
 */
record IpPrefix(IpAddress first, int length) {
    private static final Pattern TEXT = Pattern.compile("([^/]+)/(\\d{1,3})");

    /**
     * Reads {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException if it is none, or has bits behind its length, in one line
     */
    static IpPrefix parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a prefix; write it like 192.0.2.0/24 or 2001:db8::/32");
        }
        IpAddress address = IpAddress.parse(parts.group(1));
        boolean isShort = parts.group(1).indexOf(':') < 0;
        int length = Integer.parseInt(parts.group(2)) + (isShort ? IpAddress.IPV4_OFFSET : 0);
        if (length > IpAddress.BITS) {
            throw new IllegalArgumentException(
                    text + " is longer than an address, which has " + (isShort ? 32 : IpAddress.BITS) + " bits");
        }
        if (!address.equals(address.masked(length))) {
            throw new IllegalArgumentException(
                    text + " has bits behind its length: clear them, or make it longer, up to that of an address");
        }
        return new IpPrefix(address, length);
    }

    IpAddress last() {
        return first.filled(length);
    }

    boolean contains(IpAddress address) {
        return address.masked(length).equals(first);
    }
}
