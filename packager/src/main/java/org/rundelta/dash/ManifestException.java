package org.rundelta.dash;

/**
 * A manifest that is malformed, unsupported or over a limit; the message says which and where, in one line of bounded
 * length whatever the manifest quoted in it contains.
 */
public final class ManifestException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MAX_MESSAGE = 400;

    public ManifestException(String message) {
        super(oneLine(message));
    }

    public ManifestException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    private static String oneLine(String message) {
        String bounded = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + "..." : message;
        return bounded.replaceAll("[\\p{Cntrl}\u2028\u2029\u0085]", " ");
    }
}
