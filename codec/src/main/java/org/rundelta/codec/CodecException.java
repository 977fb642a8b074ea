package org.rundelta.codec;

/** A coded frame or configuration record that is malformed, unsupported or over a limit; the message says which and where. */
public final class CodecException extends Exception {
    private static final long serialVersionUID = 1L;

    public CodecException(String message) {
        super(message);
    }
}
