package org.rundelta.push;

import java.io.IOException;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is needed of the head of an answer (RFC 9112).
 *
 * @param status such as 200
 * @param length of its body in bytes, if it says so
 * @param isChunked whether its body comes in chunks
 * @param isLast whether the connection ends with it
 */
record HttpHead(int status, OptionalLong length, boolean isChunked, boolean isLast) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5][0-9][0-9])( .*)?");
    private static final int CONTINUED = 200;

    /** Reads the next one, past those that announce it (1xx). */
    static HttpHead read(HttpInput in) throws IOException {
        HttpHead head;
        do {
            head = readOne(in);
        } while (head.status < CONTINUED);
        return head;
    }

    private static HttpHead readOne(HttpInput in) throws IOException {
        Matcher first = STATUS.matcher(in.line());
        if (!first.matches()) {
            throw new IOException("it does not speak HTTP/1.1");
        }
        OptionalLong length = OptionalLong.empty();
        boolean isChunked = false;
        boolean isLast = first.group(1).equals("0");
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            int colon = Math.max(line.indexOf(':'), 0);
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = OptionalLong.of(length(value, length));
                case "transfer-encoding" -> isChunked = isChunked(value);
                case "connection" -> isLast |= value.equalsIgnoreCase("close");
                default -> {}
            }
        }
        return new HttpHead(
                Integer.parseInt(first.group(2)), isChunked ? OptionalLong.empty() : length, isChunked, isLast);
    }

    private static long length(String value, OptionalLong before) throws IOException {
        if (!value.matches("[0-9]{1,18}") || before.isPresent() && before.getAsLong() != Long.parseLong(value)) {
            throw new IOException("its answer has no length that is one: Content-Length " + value);
        }
        return Long.parseLong(value);
    }

    private static boolean isChunked(String value) throws IOException {
        if (!value.equalsIgnoreCase("chunked")) {
            throw new IOException("its answer is encoded as " + value);
        }
        return true;
    }
}
