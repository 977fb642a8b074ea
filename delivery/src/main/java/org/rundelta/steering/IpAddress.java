package org.rundelta.steering;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** An address of IPv6, as 128 bits; one of IPv4 is the IPv6 address that it is mapped to (RFC 4291, 2.5.5.2). */
record IpAddress(long high, long low) implements Comparable<IpAddress> {
    static final int BITS = 128;

    /** Before the address in the bits of one of IPv4. */
    static final int IPV4_OFFSET = 96;

    private static final long MAPPED = 0xFFFF_0000_0000L;

    /** What does not match is never given to {@link InetAddress}, which would look it up as a host's name. */
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]*");

    static IpAddress of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == Integer.BYTES
                ? new IpAddress(0, MAPPED | Integer.toUnsignedLong(bytes.getInt()))
                : new IpAddress(bytes.getLong(), bytes.getLong());
    }

    /** @throws IllegalArgumentException if it is not an address in numbers */
    static IpAddress parse(String text) {
        if (IPV4.matcher(text).matches() || IPV6.matcher(text).matches()) {
            try {
                return of(InetAddress.getByName(text));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("\"" + text + "\" is not an IP address", e);
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not an IP address");
    }

    boolean isIpv4() {
        return high == 0 && low >>> 32 == MAPPED >>> 32;
    }

    @Override
    public int compareTo(IpAddress other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The next one; of the last, the first. */
    IpAddress next() {
        return new IpAddress(low == -1 ? high + 1 : high, low + 1);
    }

    /** The same with all bits from {@code length} on cleared. */
    IpAddress masked(int length) {
        return new IpAddress(high & mask(length), low & mask(length - Long.SIZE));
    }

    /** The same with all bits from {@code length} on set. */
    IpAddress filled(int length) {
        return new IpAddress(high | ~mask(length), low | ~mask(length - Long.SIZE));
    }

    private static long mask(int ones) {
        return ones <= 0 ? 0 : ones >= Long.SIZE ? -1 : -1L << (Long.SIZE - ones);
    }
}
