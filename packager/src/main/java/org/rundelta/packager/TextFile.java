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
record TextFile(String id, TrackDescription description, byte[] content) implements TitleFiles {
    /** What it is called in its folder. */
    static final String NAME = "text.vtt";

    @Override
    public String folder() {
        return id + "/" + ContentVersion.of(content);
    }

    /** Where it will be, relative to the title. */
    String path() {
        return folder() + "/" + NAME;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public long bytes() {
        return content.length;
    }

    @Override
    public void moveTo(Path title) throws IOException {
        Path staged = Files.write(title.resolve(Packager.STAGING).resolve(NAME), content);
        Files.createDirectories(title.resolve(folder()));
        RenditionFiles.move(staged, title.resolve(path()));
    }

    @Override
    public Set<String> present(Path title) throws IOException {
        return RenditionFiles.present(title, id);
    }
}
