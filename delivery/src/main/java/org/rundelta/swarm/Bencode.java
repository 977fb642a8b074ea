package org.rundelta.swarm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bencoding (BEP 3). Its integers are {@link Long}, its lists {@link List}, its dictionaries {@link BencodeDictionary}, and
 * its byte strings {@link String} of which each character is one byte (ISO 8859-1), so that they compare and sort as the
 * bytes do.
 */
final class Bencode {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_DIGITS = 20;
    private static final int MAX_VALUES = 2_000_000;

    private final byte[] data;
    private int position;
    private int values;

    private Bencode(byte[] data) {
        this.data = data;
    }

    /** Reads one value that fills {@code data}; memory stays within a small multiple of its length. */
    static Object decode(byte[] data) throws SwarmException {
        Bencode reader = new Bencode(data);
        Object value = reader.value(0);
        if (reader.position < data.length) {
            throw reader.malformed("more data after the end");
        }
        return value;
    }

    /** As {@link #decode}, for what has to be a dictionary. */
    static BencodeDictionary decodeDictionary(byte[] data) throws SwarmException {
        if (decode(data) instanceof BencodeDictionary dictionary) {
            return dictionary;
        }
        throw new SwarmException("not bencoded: byte 0 begins no dictionary");
    }

    private Object value(int depth) throws SwarmException {
        if (depth > MAX_DEPTH) {
            throw malformed("nested deeper than " + MAX_DEPTH);
        }
        if (++values > MAX_VALUES) {
            throw malformed("more than " + MAX_VALUES + " values");
        }
        int type = next();
        return switch (type) {
            case 'i' -> number('e');
            case 'l' -> list(depth);
            case 'd' -> dictionary(depth);
            default -> string(type);
        };
    }

    private List<Object> list(int depth) throws SwarmException {
        List<Object> values = new ArrayList<>();
        while (!atEnd()) {
            values.add(value(depth + 1));
        }
        return values;
    }

    private BencodeDictionary dictionary(int depth) throws SwarmException {
        int start = position - 1;
        Map<String, Object> values = new TreeMap<>();
        while (!atEnd()) {
            String key = string(next());
            if (values.put(key, value(depth + 1)) != null) {
                throw malformed("a key occurs twice");
            }
        }
        return new BencodeDictionary(values, data, start, position);
    }

    private boolean atEnd() throws SwarmException {
        boolean end = next() == 'e';
        position -= end ? 0 : 1;
        return end;
    }

    private String string(int firstDigit) throws SwarmException {
        if (firstDigit < '0' || firstDigit > '9') {
            position--;
            throw malformed("begins no value");
        }
        position--;
        long length = number(':');
        if (length > data.length - position) {
            throw malformed("a string is longer than what follows");
        }
        position += (int) length;
        return new String(data, position - (int) length, (int) length, StandardCharsets.ISO_8859_1);
    }

    /** Without leading zeros, and no negative zero: one way to write each. */
    private long number(char end) throws SwarmException {
        int start = position;
        while (next() != end) {
            if (position - start > MAX_DIGITS) {
                throw malformed("a number is too long");
            }
        }
        String digits = new String(data, start, position - 1 - start, StandardCharsets.ISO_8859_1);
        if (!digits.matches("0|-?[1-9][0-9]*")) {
            throw malformed("not a number");
        }
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw malformed("a number is too large");
        }
    }

    private int next() throws SwarmException {
        if (position >= data.length) {
            throw malformed("ends too early");
        }
        return data[position++];
    }

    private SwarmException malformed(String what) {
        return new SwarmException("not bencoded: byte " + position + ": " + what);
    }

    /** Writes a value of the types above, but numbers may be {@link Integer}, too, and dictionaries are a {@link Map}. */
    static byte[] encode(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    private static void write(Object value, ByteArrayOutputStream out) {
        if (value instanceof Number number) {
            out.writeBytes(bytes("i" + number + "e"));
        } else if (value instanceof String string) {
            out.writeBytes(bytes(string.length() + ":"));
            out.writeBytes(bytes(string));
        } else if (value instanceof List<?> list) {
            out.write('l');
            list.forEach(element -> write(element, out));
            out.write('e');
        } else {
            out.write('d');
            new TreeMap<>((Map<?, ?>) value).forEach((key, element) -> {
                write(key, out);
                write(element, out);
            });
            out.write('e');
        }
    }

    /** The byte string that is this text in UTF-8. */
    static String utf8(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String string) {
        return string.getBytes(StandardCharsets.ISO_8859_1);
    }
}
