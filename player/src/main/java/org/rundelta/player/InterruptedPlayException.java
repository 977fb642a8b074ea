package org.rundelta.player;

import java.io.InterruptedIOException;

/** The thread was interrupted, and is marked so again. */
final class InterruptedPlayException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;

    InterruptedPlayException(InterruptedException cause) {
        super("interrupted");
        initCause(cause);
        Thread.currentThread().interrupt();
    }
}
