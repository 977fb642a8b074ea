package org.rundelta.steering;

/** A file of a steering server is not what it has to be; the message says in one line which, where, and what to do. */
public final class SteeringException extends Exception {
    private static final long serialVersionUID = 1L;

    SteeringException(String message) {
        super(message);
    }

    SteeringException(String message, Throwable cause) {
        super(message, cause);
    }
}
