package org.rundelta.player;

import java.io.IOException;

/** A file could not be had from anywhere; the message is the last reason. */
final class UnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean isAnswered;

    /** @param isAnswered whether some server answered, so that another file may be had from it */
    UnavailableException(IOException last, boolean isAnswered) {
        super(last.getMessage(), last);
        this.isAnswered = isAnswered;
    }

    boolean isAnswered() {
        return isAnswered;
    }
}
