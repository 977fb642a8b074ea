package org.rundelta.text;

/** A text file that is malformed, unsupported or over a limit; the message says file, line and what is wrong. */
public final class TextException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int MAX_QUOTED = 60;

    TextException(String message) {
        super(message);
    }

    TextException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a message quotes of a file, in one line of bounded length. */
    static String quote(String text) {
        String bounded = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text;
        return '"' + bounded.replaceAll("\\p{C}", " ") + '"';
    }
}
