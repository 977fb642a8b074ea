package org.rundelta.player;

import java.io.IOException;

/** A failure that the same request to the same server would have again. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
