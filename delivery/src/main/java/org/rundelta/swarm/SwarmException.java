package org.rundelta.swarm;

import java.io.IOException;

/** Metainfo, a tracker's answer or a peer's message that is malformed, unsupported or over a limit; one line. */
public final class SwarmException extends IOException {
    private static final long serialVersionUID = 1L;

    SwarmException(String message) {
        super(message);
    }
}
