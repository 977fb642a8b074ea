package org.rundelta.steering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The titles in a folder: the folders below it that have a manifest. */
final class TitleFolder {
    private static final int DEPTH = 5;

    private TitleFolder() {}

    /** @throws IOException if it cannot be read */
    static List<SteeredTitle> titles(Path folder) throws IOException {
        List<SteeredTitle> titles = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                folder,
                DEPTH,
                (file, attributes) -> file.getFileName().toString().equals(SteeredTitle.MANIFEST))) {
            for (Path manifest : files.sorted().toList()) {
                String id = folder.relativize(manifest.getParent()).toString().replace('\\', '/');
                if (!id.isEmpty() && !id.startsWith(".")) {
                    titles.add(new SteeredTitle(id, SteeredTitle.MANIFEST, 0));
                }
            }
        }
        return titles;
    }
}
