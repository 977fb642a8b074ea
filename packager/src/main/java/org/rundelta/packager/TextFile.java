package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * A text as a file beside the media.
 *
 * @param id of its representation
 */
record TextFile(String id, TrackDescription description, byte[] bytes) {
    /** What it is called in its folder. */
    static final String NAME = "text.vtt";

    /** Its folder, relative to the title's, named after its content. */
    String folder() {
        return id + "/" + RenditionFiles.version(bytes);
    }

    /** Where it will be, relative to the title. */
    String path() {
        return folder() + "/" + NAME;
    }

    /** Moves it to its final name. */
    void moveTo(Path title, Path staging) throws IOException {
        Path staged = Files.write(staging.resolve(NAME), bytes);
        Files.createDirectories(title.resolve(folder()));
        RenditionFiles.move(staged, title.resolve(path()));
    }

    /** As {@link RenditionFiles#present(Path)}. */
    Set<String> present(Path title) throws IOException {
        return RenditionFiles.present(title, id);
    }
}
