package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdReader;
import org.rundelta.dash.MpdWriter;

/**
 * Makes a DASH title of an input: encodes it at every rung of a ladder, cuts it into segments, writes the manifest. The
 * output folder holds a whole title at any moment: the one before until the manifest is replaced, the new one after.
 */
public final class Packager {
    /** Name of the manifest in the output folder. */
    public static final String MANIFEST = "manifest.mpd";

    /** Name of the hidden folder in the output folder that holds what is not complete; gone when the run is over. */
    public static final String STAGING = ".rundelta-partial";

    private Packager() {}

    /**
     * Packages an input.
     *
     * @throws IOException if the input cannot be read or the output not written
     * @throws LadderException if this version cannot encode a rung
     * @throws ManifestException if the title is too long to be described
     */
    public static PackageReport run(MediaInput input, PackageOptions options, PackageListener listener)
            throws IOException, InterruptedException, LadderException, ManifestException {
        Path output = options.output();
        try (StagingFolder staging = StagingFolder.open(output.resolve(STAGING))) {
            EncodedTitle title = new TitleEncoder(
                            input, options.ladder(), options.segment(), options.effort(), 1, options.audio())
                    .encode(staging.path(), options.threads(), listener);
            List<RenditionFiles> files = new ArrayList<>();
            for (Rendition rendition : title.all()) {
                files.add(new RenditionFiles(rendition));
            }
            TitleManifest manifest = new TitleManifest(title, options.ladder(), files);
            byte[] mpd = MpdWriter.write(manifest.mpd());
            release(output, staging.path(), files, manifest.mpd(), mpd);
            return report(output, manifest, files, mpd.length);
        }
    }

    private static void release(Path output, Path staging, List<RenditionFiles> files, Mpd mpd, byte[] bytes)
            throws IOException, ManifestException {
        Path manifest = output.resolve(MANIFEST);
        Set<String> stale = mediaOf(manifest);
        Set<String> current = namedBy(mpd);
        for (RenditionFiles rendition : files) {
            rendition.moveTo(output);
            stale.addAll(rendition.others(output));
        }
        Path staged = Files.write(staging.resolve(MANIFEST), bytes);
        Files.move(staged, manifest, StandardCopyOption.ATOMIC_MOVE);
        stale.removeAll(current);
        delete(output, stale);
    }

    /** The files that the title now in the folder names; none if there is none, or it is not of our making. */
    private static Set<String> mediaOf(Path manifest) throws IOException {
        try {
            return Files.exists(manifest) ? namedBy(MpdReader.read(manifest)) : new HashSet<>();
        } catch (ManifestException e) {
            return new HashSet<>();
        }
    }

    private static Set<String> namedBy(Mpd mpd) throws ManifestException {
        return new HashSet<>(ManifestFiles.of(mpd));
    }

    private static void delete(Path output, Set<String> stale) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (String file : stale) {
            Files.deleteIfExists(output.resolve(file));
            folders.add(output.resolve(file).getParent());
        }
        for (Path folder : folders) {
            deleteIfEmpty(folder, output);
        }
    }

    private static void deleteIfEmpty(Path folder, Path output) throws IOException {
        Path empty = folder;
        while (!empty.equals(output) && Files.isDirectory(empty) && isEmpty(empty)) {
            Files.delete(empty);
            empty = empty.getParent();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static PackageReport report(
            Path output, TitleManifest manifest, List<RenditionFiles> files, long manifestBytes) {
        return new PackageReport(
                output.resolve(MANIFEST).toString(),
                manifest.report(),
                1 + files.stream().mapToInt(RenditionFiles::count).sum(),
                manifestBytes + files.stream().mapToLong(RenditionFiles::bytes).sum());
    }
}
