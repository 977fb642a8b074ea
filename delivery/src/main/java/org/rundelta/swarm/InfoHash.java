package org.rundelta.swarm;

import java.util.HexFormat;

/**
 * What names a torrent everywhere: the SHA-1 of its info dictionary (BEP 3), or the first 20 bytes of its SHA-256, if it is
 * for peers of version 2 alone (BEP 52).
 *
 * @param hex 40 lower-case hexadecimal digits
 */
public record InfoHash(String hex) {
    static final int BYTES = 20;

    static InfoHash of(byte[] bytes) {
        return new InfoHash(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
