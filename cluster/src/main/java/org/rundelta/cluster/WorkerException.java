package org.rundelta.cluster;

/** A job failed on a worker: which one, what, where. Unchecked, as Scala's functions declare nothing. */
final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WorkerException(String message, Throwable cause) {
        super(message, cause);
    }
}
