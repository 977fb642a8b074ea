package org.rundelta.player;

import java.io.IOException;
import java.net.URI;

/** What a URL holds, or some bytes of it, as it comes in. */
interface Body extends AutoCloseable {
    /** Where it came from, after redirections. */
    URI uri();

    /** How many bytes will come, -1 if that is not known. */
    long length();

    /**
     * The bytes that came since the call before; waits for some.
     *
     * @return null behind the last
     * @throws IOException if no more come although more should
     */
    byte[] next() throws IOException;

    /** Ends the transfer, if it is still under way. */
    @Override
    void close() throws IOException;
}
