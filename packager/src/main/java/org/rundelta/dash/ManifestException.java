package org.rundelta.dash;

/** A manifest that is malformed, unsupported or over a limit; the message says which and where. */
public final class ManifestException extends Exception {
    private static final long serialVersionUID = 1L;

    public ManifestException(String message) {
        super(message);
    }

    public ManifestException(String message, Throwable cause) {
        super(message, cause);
    }
}
