package org.rundelta.codec.reference;

/** Bytes that docs/bitstream.md calls malformed; which of its rules they break is the message. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String message) {
        super(message);
    }
}
