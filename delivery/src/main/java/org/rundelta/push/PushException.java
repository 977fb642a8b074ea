package org.rundelta.push;

import java.io.IOException;

/** Some targets did not get the title; the message, one line, names each with the reason. The others did. */
public final class PushException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient PushReport report;

    PushException(String message, PushReport report) {
        super(message);
        this.report = report;
    }

    /** What was done for the targets that did get it. */
    public PushReport report() {
        return report;
    }
}
