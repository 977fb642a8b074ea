package org.rundelta.swarm;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The query of a URL, whose values may be any bytes. */
final class TrackerQuery {
    private static final int MAX_PARAMETERS = 100;
    private static final int HEX = 16;

    private final Map<String, List<String>> values = new HashMap<>();

    /** @param raw what follows the question mark; null if there is none */
    TrackerQuery(String raw) throws SwarmException {
        if (raw == null) {
            return;
        }
        String[] parameters = raw.split("&", MAX_PARAMETERS + 1);
        if (parameters.length > MAX_PARAMETERS) {
            throw new SwarmException("the query has too many parameters");
        }
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(parameter.substring(0, equals), key -> new ArrayList<>())
                        .add(decoded(parameter.substring(equals + 1)));
            }
        }
    }

    /** Each character of the result is a byte. */
    private static String decoded(String text) throws SwarmException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()
                        || Character.digit(text.charAt(i + 1), HEX) < 0
                        || Character.digit(text.charAt(i + 2), HEX) < 0) {
                    throw new SwarmException("the query has a percent sign without two digits");
                }
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), HEX));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return Bencode.string(bytes.toByteArray());
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) throws SwarmException {
        if (!has(key)) {
            throw new SwarmException("'" + key + "' is missing");
        }
        return values.get(key).get(0);
    }

    long number(String key, long min, long max) throws SwarmException {
        try {
            long number = Long.parseLong(text(key));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new SwarmException("'" + key + "' is no number that can be");
    }

    InfoHash infoHash() throws SwarmException {
        return InfoHash.of(Bencode.bytes(twentyBytes("info_hash", text("info_hash"))));
    }

    String peerId() throws SwarmException {
        return twentyBytes("peer_id", text("peer_id"));
    }

    /** Of a scrape, which may ask for several. */
    Set<InfoHash> infoHashes() throws SwarmException {
        Set<InfoHash> asked = new LinkedHashSet<>();
        for (String value : values.getOrDefault("info_hash", List.of())) {
            asked.add(InfoHash.of(Bencode.bytes(twentyBytes("info_hash", value))));
        }
        return asked;
    }

    private static String twentyBytes(String key, String value) throws SwarmException {
        if (value.length() != InfoHash.BYTES) {
            throw new SwarmException("'" + key + "' has " + value.length() + " bytes, not " + InfoHash.BYTES);
        }
        return value;
    }
}
