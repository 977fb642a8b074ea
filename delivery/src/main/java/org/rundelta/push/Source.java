package org.rundelta.push;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, which can be read again where an attempt to send them failed. */
interface Source {
    /** Opens them from the first on. */
    InputStream open() throws IOException;
}
