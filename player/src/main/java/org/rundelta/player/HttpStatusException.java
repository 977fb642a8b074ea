package org.rundelta.player;

import java.io.IOException;
import java.net.URI;
import java.util.OptionalLong;

/** A server answered, but not with what was asked for. */
final class HttpStatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final long retryAfterSeconds;

    HttpStatusException(URI uri, int status, OptionalLong retryAfterSeconds) {
        super(uri + ": " + problem(status));
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds.orElse(-1);
    }

    private static String problem(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 ->
                "redirected again and again, or to where no client may follow; check the server";
            case 401, 403 -> "the server refuses it (HTTP " + status + "); check the address";
            case 404, 410 -> "not found (HTTP " + status + "); check the address";
            default -> "the server answered HTTP " + status;
        };
    }

    int status() {
        return status;
    }

    /** What the server wants to be left alone for, -1 if it did not say. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Whether the same request will have the same answer. */
    boolean isFinal() {
        return status < 500 && status != 408 && status != 425 && status != 429;
    }
}
