package org.rundelta.packager;

/** Decoded video is not what it should be, compared with its original; the message says how the two differ. */
public final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    public MismatchException(String message) {
        super(message);
    }
}
