package org.rundelta.fill;

/** What a fill is planned from is malformed, or contradicts itself; the message says in one line what, where, and what to do. */
public final class FillException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a message of one line. */
    public FillException(String message) {
        super(message);
    }

    FillException(String message, Throwable cause) {
        super(message, cause);
    }
}
