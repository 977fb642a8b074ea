package org.rundelta.packager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rundelta.dash.FileRange;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Representation;
import org.rundelta.mp4.InitSegment;

/**
 * The files of a rendition. Their folder is named after their content and their names, so that a title packaged anew never
 * changes a file that a manifest already out names, and caches may keep files for good.
 */
abstract class RenditionFiles implements TitleFiles {
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{12}/(init\\.mp4|media\\.mp4|text\\.vtt|\\d+\\.(m4s|jpg)|[a-z]+\\.m3u8)");

    private final Rendition rendition;
    private final byte[] initialization;
    private final String folder;

    /** Reads the rendition's segments to name their folder. */
    RenditionFiles(Rendition rendition, Layout layout) throws IOException {
        this.rendition = rendition;
        initialization = new InitSegment(List.of(rendition.track()), rendition.endMs()).toBytes();
        folder = rendition.id() + "/" + version(layout);
    }

    /** Those of a rendition that grows, in a folder that is called the same whatever comes. */
    RenditionFiles(Rendition rendition, byte[] initialization, String folder) {
        this.rendition = rendition;
        this.initialization = initialization;
        this.folder = folder;
    }

    /**
     * The files of a layout.
     *
     * @throws ManifestException if the layout has no room for so many segments, or such large ones
     */
    static RenditionFiles of(Rendition rendition, Layout layout) throws IOException, ManifestException {
        return layout == Layout.ON_DEMAND ? new IndexedFile(rendition) : new SegmentFiles(rendition, layout);
    }

    private String version(Layout layout) throws IOException {
        ContentVersion version = new ContentVersion()
                .add(layout.name().getBytes(StandardCharsets.US_ASCII))
                .add(initialization);
        for (EncodedSegment segment : rendition.segments()) {
            version.add(segment.file());
        }
        return version.toString();
    }

    Rendition rendition() {
        return rendition;
    }

    /** The initialization segment. */
    byte[] initialization() {
        return initialization;
    }

    @Override
    public String folder() {
        return folder;
    }

    @Override
    public long bytes() {
        return mediaBytes() + initialization.length;
    }

    /** Bytes of the media segments. */
    long mediaBytes() {
        return rendition.segments().stream()
                .mapToLong(EncodedSegment::fileBytes)
                .sum();
    }

    /**
     * What the manifest says that it takes, in bits per second.
     *
     * @param required the least that is honest
     */
    long bandwidth(long required) {
        return required;
    }

    /** Where the initialization segment will be. */
    abstract FileRange initializationPlace();

    /** Where a media segment will be, counted from 0. */
    abstract FileRange place(int segment);

    /** A representation that finds its segments in these files. */
    abstract Representation locate(Representation representation);

    /** The folder of the title that the files come to, made if absent. */
    Path makeFolder(Path title) throws IOException {
        return Files.createDirectories(title.resolve(folder));
    }

    /** The folder where they are made. */
    Path staging() {
        return rendition.segments().get(0).file().getParent();
    }

    static void move(Path file, Path target) throws IOException {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Set<String> present(Path title) throws IOException {
        return present(title, rendition.id());
    }

    /** Those in folders of this id. */
    static Set<String> present(Path title, String id) throws IOException {
        Path versions = title.resolve(id);
        Set<String> present = new HashSet<>();
        try (Stream<Path> paths = Files.walk(versions, 2)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path name = versions.relativize(path);
                if (name.getNameCount() == 2
                        && FORM.matcher(name.getName(0) + "/" + name.getName(1)).matches()) {
                    present.add(id + "/" + name.getName(0) + "/" + name.getName(1));
                }
            }
        }
        return present;
    }
}
