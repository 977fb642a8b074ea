package org.rundelta.player;

import java.io.IOException;
import java.net.URI;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;

/**
 * A manifest that was fetched.
 *
 * @param uri where it was found, after redirections
 */
record Manifest(URI uri, Mpd mpd) {
    static Manifest get(URI uri, Downloads downloads) throws IOException, ManifestException {
        Downloads.Fetched document = downloads.get(uri, MpdReader.MAX_BYTES);
        return new Manifest(
                document.uri(),
                MpdReader.readAny(document.bytes(), document.uri().toString()));
    }
}
