package org.rundelta.edge;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.resource.Resource;

/** Bytes to send, of a known length and state. Jetty is given no path, which it would open by itself. */
abstract class SentBytes extends Resource implements Content.Source.Factory {
    private final long length;
    private final Instant modified;

    SentBytes(long length, Instant modified) {
        this.length = length;
        this.modified = modified;
    }

    @Override
    public final long length() {
        return length;
    }

    @Override
    public final Instant lastModified() {
        return modified;
    }

    @Override
    public final boolean exists() {
        return true;
    }

    @Override
    public final boolean isDirectory() {
        return false;
    }

    @Override
    public final boolean isReadable() {
        return true;
    }

    @Override
    public String getName() {
        return null;
    }

    @Override
    public String getFileName() {
        return null;
    }

    @Override
    public final Path getPath() {
        return null;
    }

    @Override
    public final URI getURI() {
        return null;
    }

    @Override
    public final Resource resolve(String path) {
        return null;
    }
}
