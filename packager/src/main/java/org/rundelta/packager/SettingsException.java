package org.rundelta.packager;

/** A file of settings that is malformed; the message says in one line which, where, and what is wrong. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;

    SettingsException(String message) {
        super(message);
    }

    SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
