package org.rundelta.player;

import java.io.IOException;

/** A server did not answer in time, or stopped sending. */
final class SilenceException extends IOException {
    private static final long serialVersionUID = 1L;

    SilenceException(String message, Throwable cause) {
        super(message, cause);
    }
}
