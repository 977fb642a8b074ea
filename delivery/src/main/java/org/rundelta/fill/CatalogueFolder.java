package org.rundelta.fill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a catalogue from a folder of packaged titles. A title is a folder with a manifest ({@code *.mpd}, {@code *.m3u8}),
 * wherever it lies, and the folders in it are its rungs, but for those whose names say that they go with any rung.
 */
public final class CatalogueFolder {
    private static final Pattern MANIFEST = Pattern.compile("(?i).*\\.(mpd|m3u8)");

    /** As {@code package} names what is no rung of the video; docs/titles.md. */
    private static final Pattern COMPANION = Pattern.compile("(audio|text|thumbnails|trick)(-.*)?");

    /** Playlists behind what they name. */
    private static final Comparator<CatalogueFile> ORDER = Comparator.comparing(
                    (CatalogueFile file) -> isManifest(file.path()))
            .thenComparing(CatalogueFile::path);

    /** Of a title whose media lies beside its manifest. */
    private static final String ONLY_RUNG = "all";

    private final Path root;
    private final SortedMap<String, CatalogueTitle> titles = new TreeMap<>();

    private CatalogueFolder(Path root) {
        this.root = root;
    }

    /**
     * Lists a folder; no file in it is read.
     *
     * @throws IOException if it cannot be read
     * @throws FillException if it holds no title
     */
    public static Catalogue read(Path folder) throws IOException, FillException {
        CatalogueFolder catalogue = new CatalogueFolder(folder);
        if (entries(folder).stream().anyMatch(path -> isManifest(name(path)))) {
            throw new FillException(folder + " is a title: name the folder above it, which holds the catalogue");
        }
        catalogue.search(folder);
        if (catalogue.titles.isEmpty()) {
            throw new FillException(
                    folder + " has no title, that is no folder with a manifest: package titles into it");
        }
        return new Catalogue(catalogue.titles);
    }

    private void search(Path folder) throws IOException {
        List<Path> entries = entries(folder);
        if (entries.stream().anyMatch(path -> isManifest(name(path)))) {
            CatalogueTitle title = title(relative(folder), entries);
            titles.put(title.id(), title);
            return;
        }
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                search(entry);
            }
        }
    }

    private CatalogueTitle title(String id, List<Path> entries) throws IOException {
        List<TitlePart> rungs = new ArrayList<>();
        List<CatalogueFile> companions = new ArrayList<>();
        Map<Boolean, List<CatalogueFile>> beside =
                new TreeMap<>(Map.of(true, new ArrayList<>(), false, new ArrayList<>()));
        for (Path entry : entries) {
            if (!Files.isDirectory(entry)) {
                beside.get(isManifest(name(entry))).add(file(entry));
            } else if (COMPANION.matcher(name(entry)).matches()) {
                companions.addAll(files(entry));
            } else {
                rungs.add(TitlePart.of(name(entry), files(entry)));
            }
        }
        if (rungs.isEmpty()) {
            rungs.add(TitlePart.of(ONLY_RUNG, beside.get(false)));
        } else {
            companions.addAll(beside.get(false));
        }
        return new CatalogueTitle(
                id,
                rungs,
                TitlePart.of(TitlePart.COMPANIONS, companions),
                TitlePart.of(TitlePart.MANIFESTS, beside.get(true)));
    }

    private List<CatalogueFile> files(Path folder) throws IOException {
        List<CatalogueFile> files = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (Files.isDirectory(entry)) {
                files.addAll(files(entry));
            } else {
                files.add(file(entry));
            }
        }
        files.sort(ORDER);
        return files;
    }

    private CatalogueFile file(Path file) throws IOException {
        return new CatalogueFile(relative(file), Files.size(file));
    }

    private String relative(Path path) {
        List<String> parts = new ArrayList<>();
        root.relativize(path).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }

    /** Without what is hidden, which is not served either. */
    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !name(path).startsWith(".")).sorted().toList();
        }
    }

    private static boolean isManifest(String path) {
        return MANIFEST.matcher(path).matches();
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
