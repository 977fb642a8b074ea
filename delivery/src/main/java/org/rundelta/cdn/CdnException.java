package org.rundelta.cdn;

/** A request trace that is malformed, or over a limit; the message says in one line what, where, and what to do. */
public final class CdnException extends Exception {
    private static final long serialVersionUID = 1L;

    CdnException(String message) {
        super(message);
    }
}
