package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A bencoded dictionary, asked for values of the types they have to be.
 *
 * @param values by key, in {@link Bencode}'s types
 * @param source what it was read from
 * @param start of it in {@code source}
 * @param end of it in {@code source}, exclusive
 */
record BencodeDictionary(Map<String, Object> values, byte[] source, int start, int end) {

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** As it was written: what an info hash is taken of. */
    byte[] encoded() {
        return Arrays.copyOfRange(source, start, end);
    }

    long number(String key) throws SwarmException {
        return get(key, Long.class, "a number");
    }

    /** The number, or what to take if the key is absent. */
    long number(String key, long absent) throws SwarmException {
        return has(key) ? number(key) : absent;
    }

    byte[] bytes(String key) throws SwarmException {
        return Bencode.bytes(get(key, String.class, "a string"));
    }

    String text(String key) throws SwarmException {
        return text(get(key, String.class, "a string"), key);
    }

    List<?> list(String key) throws SwarmException {
        return get(key, List.class, "a list");
    }

    BencodeDictionary dictionary(String key) throws SwarmException {
        return get(key, BencodeDictionary.class, "a dictionary");
    }

    /** A list's element, which has to be text in UTF-8. */
    static String text(Object value, String key) throws SwarmException {
        if (!(value instanceof String string)) {
            throw new SwarmException("'" + key + "' holds what is no string");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Bencode.bytes(string)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SwarmException("'" + key + "' is not UTF-8");
        }
    }

    private <T> T get(String key, Class<T> type, String what) throws SwarmException {
        Object value = values.get(key);
        if (!type.isInstance(value)) {
            throw new SwarmException("'" + key + "' is " + (value == null ? "missing" : "not " + what));
        }
        return type.cast(value);
    }
}
