package org.rundelta.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A title that comes into being, whose manifests are lists of paths, one a line. Used by one thread. */
final class GrowingTitle {
    static final String MANIFEST = "manifest.mpd";

    /** Segments in a manifest. */
    static final int NAMED = 4;

    /** Segments that are there. */
    static final int KEPT = 6;

    /** So many manifests after one, all that it names is there still. */
    static final int BEHIND = KEPT - NAMED;

    private static final String MEDIA = "video/0123456789ab/";

    private final Path folder;
    private int made;

    /** @param folder which is there, empty */
    GrowingTitle(Path folder) {
        this.folder = folder;
    }

    /** Makes the next segment and manifest, as the packager has them in its folder. */
    LiveState next() throws IOException {
        Path media = Files.createDirectories(folder.resolve(MEDIA));
        Files.writeString(media.resolve(made + ".m4s"), "segment " + made);
        made++;
        List<String> named = segments(NAMED);
        byte[] manifest = (String.join("\n", named) + "\n").getBytes(UTF_8);
        Path staged = Files.write(folder.resolve(".manifest"), manifest);
        Files.move(staged, folder.resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        if (made > KEPT) {
            Files.delete(media.resolve(made - KEPT - 1 + ".m4s"));
        }
        return new LiveState(MANIFEST, manifest, named, Set.copyOf(segments(KEPT)));
    }

    /** How many segments were made. */
    int made() {
        return made;
    }

    /** The newest. */
    List<String> segments(int most) {
        List<String> segments = new ArrayList<>();
        for (int i = Math.max(0, made - most); i < made; i++) {
            segments.add(MEDIA + i + ".m4s");
        }
        return segments;
    }

    /** How many segments had been made by the time of a manifest. */
    static int madeBy(String manifest) {
        String[] lines = manifest.strip().split("\n", -1);
        String last = lines[lines.length - 1];
        return Integer.parseInt(last.substring(MEDIA.length(), last.indexOf(".m4s"))) + 1;
    }
}
