package org.rundelta.player;

import java.io.IOException;

/** What came is not what the manifest says. */
final class WrongSegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    WrongSegmentException(String problem) {
        super("not what the manifest says: " + problem);
    }
}
