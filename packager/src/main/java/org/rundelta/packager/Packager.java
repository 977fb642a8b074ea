package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.MpdWriter;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.text.TextException;

/**
 * Makes a title of an input: encodes it at every rung of a ladder, cuts it into segments, writes the manifests. The
 * output folder holds a whole title at any moment: the one before until a manifest is replaced, the new one after.
 */
public final class Packager {
    /** Name of the manifest in the output folder. */
    public static final String MANIFEST = "manifest.mpd";

    /** Name of the multivariant playlist in the output folder. */
    public static final String PLAYLIST = "master.m3u8";

    /** Name of the poster in the output folder. */
    public static final String POSTER = "poster.jpg";

    /** Name of the hidden folder in the output folder that holds what is not complete; gone when the run is over. */
    public static final String STAGING = ".rundelta-partial";

    private Packager() {}

    /** As {@link #run(List, PackageOptions, PackageListener)}, of one input. */
    public static PackageReport run(MediaInput input, PackageOptions options, PackageListener listener)
            throws IOException, InterruptedException, LadderException, ManifestException, Mp4Exception, TextException {
        return run(List.of(input), options, listener);
    }

    /**
     * Packages an input at every rung of the ladder, or without one, inputs as they are coded, each a quality of the same
     * title.
     *
     * <p>Thumbnails are made of the first input.
     *
     * @throws IOException if an input cannot be read or the output not written; without a ladder, also if one cannot be cut
     *     into segments where the others can
     * @throws IllegalArgumentException if there is a ladder and not one input
     * @throws LadderException if this version cannot encode a rung
     * @throws Mp4Exception if coded frames do not describe themselves as they must
     * @throws ManifestException if the title is too long to be described
     * @throws TextException if a text is malformed, unsupported or over a limit
     */
    public static PackageReport run(List<MediaInput> inputs, PackageOptions options, PackageListener listener)
            throws IOException, InterruptedException, LadderException, ManifestException, Mp4Exception, TextException {
        requireThumbnailsPossible(inputs, options);
        List<TextTrack> texts = TextTrack.read(options.text(), new RenditionIds(rungs(options)));
        Optional<String> identity = identity(inputs, options);
        if (options.resume() && identity.isEmpty()) {
            throw new IOException(inputs.get(0).name()
                    + ": cannot be resumed: only what is encoded, of files, can; leave out --resume");
        }
        Path folder = options.output().resolve(STAGING);
        boolean resume = options.resume() && SegmentJournal.matches(folder, identity.get());
        try (StagingFolder staging = resume ? StagingFolder.reopen(folder) : StagingFolder.open(folder)) {
            staging.keep(resume);
            if (identity.isEmpty()) {
                return run(inputs, options, texts, staging.path(), Optional.empty(), listener);
            }
            try (SegmentJournal journal = SegmentJournal.open(folder, identity.get())) {
                return run(inputs, options, texts, staging, journal, listener);
            }
        }
    }

    private static List<Rung> rungs(PackageOptions options) {
        return options.ladder() == null ? List.of() : options.ladder().rungs();
    }

    private static void requireThumbnailsPossible(List<MediaInput> inputs, PackageOptions options) throws IOException {
        MediaInput input = inputs.get(0);
        if (options.thumbnails().wanted() && !input.isRepeatable()) {
            throw new IOException(input.name() + ": thumbnails are made in a second reading, and standard input can be"
                    + " read only once; save it to a file or leave out --thumbnails");
        }
    }

    private static PackageReport run(
            List<MediaInput> inputs,
            PackageOptions options,
            List<TextTrack> texts,
            StagingFolder staging,
            SegmentJournal journal,
            PackageListener listener)
            throws IOException, InterruptedException, LadderException, ManifestException, Mp4Exception {
        try {
            PackageReport report = run(inputs, options, texts, staging.path(), Optional.of(journal), listener);
            staging.keep(false);
            return report;
        } catch (IOException | InterruptedException e) {
            staging.keep(!journal.isEmpty());
            throw e;
        }
    }

    /** What the segments depend on, in one line; empty if that is not known, or nothing is encoded. */
    private static Optional<String> identity(List<MediaInput> inputs, PackageOptions options) throws IOException {
        MediaInput input = inputs.get(0);
        if (options.ladder() == null || !input.isRepeatable()) {
            return Optional.empty();
        }
        String plan = "Rundelta " + Packager.class.getPackage().getImplementationVersion() + ", "
                + options.segment() + ", " + options.effort() + ", "
                + (options.trickPlay() ? "trick play, " : "")
                + options.ladder().rungs().stream().map(LadderFile::line).collect(Collectors.joining(", "));
        return input.identity().map(identity -> (plan + ", " + identity).replaceAll("\\s+", " "));
    }

    private static PackageReport run(
            List<MediaInput> inputs,
            PackageOptions options,
            List<TextTrack> texts,
            Path staging,
            Optional<SegmentJournal> journal,
            PackageListener listener)
            throws IOException, InterruptedException, LadderException, ManifestException, Mp4Exception {
        Path output = options.output();
        EncodedTitle encoded = title(inputs, options, staging, journal, listener);
        boolean inSegments = options.text().format() == TextFormat.WVTT;
        EncodedTitle title = inSegments ? TextTrack.addSegments(texts, encoded, staging) : encoded;
        List<TextFile> textFiles = new ArrayList<>();
        if (!inSegments || options.hls()) {
            texts.forEach(text -> textFiles.add(text.toFile(title)));
        }
        Optional<ThumbnailFiles> thumbnails = Optional.empty();
        if (options.thumbnails().wanted()) {
            String id = new RenditionIds(rungs(options)).unique("thumbnails");
            thumbnails = Optional.of(ThumbnailMaker.make(id, inputs.get(0), title, options, staging, listener));
        }
        List<RenditionFiles> renditions = new ArrayList<>();
        for (Rendition rendition : title.all()) {
            renditions.add(RenditionFiles.of(rendition, options.layout()));
        }
        TitleManifest manifest =
                new TitleManifest(title, options, renditions, inSegments ? List.of() : textFiles, thumbnails);
        Map<String, byte[]> fixed = new LinkedHashMap<>();
        poster(inputs.get(0), title, options, staging).ifPresent(picture -> fixed.put(POSTER, picture));
        if (options.hls()) {
            fixed.putAll(new TitlePlaylists(manifest.mpd(), renditions, textFiles).write());
        }
        fixed.put(MANIFEST, MpdWriter.write(manifest.mpd()));
        List<TitleFiles> files = new ArrayList<>(renditions);
        files.addAll(textFiles);
        thumbnails.ifPresent(files::add);
        Set<String> named = StaleFiles.namedBy(manifest.mpd());
        named.addAll(fixed.keySet());
        textFiles.forEach(text -> named.add(text.path()));
        release(output, staging, files, named, fixed);
        return report(output, manifest, files, fixed);
    }

    /** What is not encoded may be what cannot be decoded here. */
    private static Optional<byte[]> poster(MediaInput input, EncodedTitle title, PackageOptions options, Path staging)
            throws IOException {
        try {
            return Poster.make(input, title, staging);
        } catch (IOException e) {
            if (options.ladder() == null) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static EncodedTitle title(
            List<MediaInput> inputs,
            PackageOptions options,
            Path folder,
            Optional<SegmentJournal> journal,
            PackageListener listener)
            throws IOException, InterruptedException, LadderException {
        if (options.ladder() == null) {
            return new TitleCopier(inputs, options.segment(), options.audio(), options.trickPlay())
                    .copy(folder, options.threads(), listener);
        }
        if (inputs.size() != 1) {
            throw new IllegalArgumentException(
                    inputs.size() + " inputs: one is encoded, several can only be taken as they are coded");
        }
        Ladder ladder = options.trickPlay() ? options.ladder().withTrickPlay() : options.ladder();
        return new TitleEncoder(inputs.get(0), ladder, options.segment(), false, options.effort(), 1, options.audio())
                .encode(folder, journal, options.engine(), options.threads(), listener);
    }

    /**
     * Media first, then poster and manifests, then nothing names the files of the title before.
     *
     * @param named all files of the title
     * @param fixed those that are called the same in every title, the MPD last
     */
    private static void release(
            Path output, Path staging, List<TitleFiles> files, Set<String> named, Map<String, byte[]> fixed)
            throws IOException {
        StaleFiles stale = StaleFiles.in(output);
        for (TitleFiles representation : files) {
            representation.moveTo(output);
            stale.add(representation.present(output));
        }
        stale.addPlaylists();
        for (Map.Entry<String, byte[]> file : fixed.entrySet()) {
            Path staged = Files.write(staging.resolve(MANIFEST), file.getValue());
            Files.move(staged, output.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE);
        }
        stale.deleteBut(named);
    }

    private static PackageReport report(
            Path output, TitleManifest manifest, List<TitleFiles> files, Map<String, byte[]> fixed) {
        return new PackageReport(
                output.resolve(MANIFEST).toString(),
                fixed.containsKey(PLAYLIST) ? output.resolve(PLAYLIST).toString() : null,
                manifest.report(),
                fixed.size() + files.stream().mapToInt(TitleFiles::count).sum(),
                fixed.values().stream().mapToLong(bytes -> bytes.length).sum()
                        + files.stream().mapToLong(TitleFiles::bytes).sum());
    }
}
