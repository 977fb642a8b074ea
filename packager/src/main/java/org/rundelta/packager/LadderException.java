package org.rundelta.packager;

/** A ladder that is malformed or not supported; the message says in one line where, what, and what would be legal. */
public final class LadderException extends Exception {
    private static final long serialVersionUID = 1L;

    public LadderException(String message) {
        super(message);
    }

    public LadderException(String message, Throwable cause) {
        super(message, cause);
    }
}
