package org.rundelta.rate;

import java.io.IOException;

/** A bitrate or a buffer that the content does not fit; the message says in one line the limit and what would do. */
public final class RateException extends IOException {
    private static final long serialVersionUID = 1L;

    public RateException(String message) {
        super(message);
    }
}
