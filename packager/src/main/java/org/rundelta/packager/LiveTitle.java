package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.ManifestFiles;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.MpdWriter;
import org.rundelta.mp4.Mp4Exception;

/**
 * A title in its folder while it is encoded: segments go there as they come, then a manifest that names them (ISO/IEC
 * 23009-1, 5.4). At any moment the manifest in the folder names only what is there. Safe for use by several threads.
 *
 * <p>Files are in folders of a name that no other run has, and so never change.
 */
final class LiveTitle {
    /** So many segments behind live it is best shown: one is being made, one under way, one in hand. */
    static final int DELAY_SEGMENTS = 3;

    /** For so many segments more there is what has left the window, for those who play by a manifest of before. */
    private static final int GRACE_SEGMENTS = 2;

    private static final int VERSION_DIGITS = 12;

    private final PackageOptions options;
    private final LiveOptions rules;
    private final Path staging;
    private final LiveClock clock;
    private final LiveListener listener;
    private final String version;
    private final Map<String, LiveRendition> video = new LinkedHashMap<>();
    private final Map<String, LiveRendition> audio = new LinkedHashMap<>();
    private long published;

    /** The title of before; null when it is deleted. */
    private StaleFiles stale;

    /**
     * A title of which nothing is there.
     *
     * @param staging folder in that of the title
     */
    LiveTitle(PackageOptions options, LiveOptions rules, Path staging, LiveClock clock, LiveListener listener)
            throws IOException {
        this.options = options;
        this.rules = rules;
        this.staging = staging;
        this.clock = clock;
        this.listener = listener;
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        version = random.substring(random.length() - VERSION_DIGITS);
        stale = StaleFiles.in(options.output());
    }

    LiveClock clock() {
        return clock;
    }

    /** Says what it will consist of; audio that never comes is left out. */
    synchronized void begin(List<Rung> rungs, List<String> audioIds) {
        rungs.forEach(rung -> video.put(rung.id(), new LiveRendition(rung.id() + "/" + version, target(rung))));
        audioIds.forEach(id -> audio.put(id, new LiveRendition(id + "/" + version, 0)));
    }

    private static long target(Rung rung) {
        return rung.fidelity() instanceof Fidelity.Bitrate bitrate ? Math.max(bitrate.rate(), bitrate.maxrate()) : 0;
    }

    /** One more segment is there, the only one of the rendition that is given. */
    synchronized void add(Rendition one) throws IOException {
        (video.containsKey(one.id()) ? video : audio).get(one.id()).add(one, options.output());
        publishIfMore();
    }

    /** Of an audio rendition there will be no more. */
    synchronized void end(String id) throws IOException {
        audio.get(id).end();
        publishIfMore();
    }

    private List<LiveRendition> all() {
        List<LiveRendition> all = new ArrayList<>(video.values());
        all.addAll(audio.values());
        return all;
    }

    /** As soon as a segment is there in every rendition. */
    private void publishIfMore() throws IOException {
        long count = all().stream()
                .filter(rendition -> !rendition.isOver())
                .mapToLong(LiveRendition::count)
                .min()
                .orElse(0);
        if (count > published) {
            published = count;
            publish();
        }
    }

    /** How many segments are there in every rung of the video, all of which have the same. */
    private long common() {
        return video.values().stream().mapToLong(LiveRendition::count).min().orElse(0);
    }

    private void publish() throws IOException {
        long end = common();
        double newest = video.values().iterator().next().endSeconds(end - 1);
        Set<String> gone = new HashSet<>();
        if (rules.window() != null) {
            double from = newest - seconds(rules.window());
            for (LiveRendition rendition : all()) {
                rendition.hideUntil(from);
                gone.addAll(rendition.takeUntil(from - GRACE_SEGMENTS * seconds(options.segment())));
            }
        }
        List<RenditionFiles> files = new ArrayList<>();
        video.values().forEach(rung -> files.add(rung.growing(end)));
        audio.values().stream()
                .filter(rendition -> !rendition.isEmpty())
                .forEach(rendition -> files.add(rendition.growing(rendition.countBefore(newest))));
        write(manifest(files)
                .mpd()
                .growing(
                        clock.start(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        options.segment(),
                        rules.window(),
                        options.segment().multipliedBy(DELAY_SEGMENTS),
                        rules.clocks()));
        StaleFiles.delete(options.output(), gone);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Whether there is nothing that could be played. */
    synchronized boolean isEmpty() {
        return common() == 0;
    }

    /** Deletes what is there of it. */
    synchronized void delete() throws IOException {
        Set<String> paths = new HashSet<>();
        all().forEach(rendition -> paths.addAll(rendition.paths()));
        StaleFiles.delete(options.output(), paths);
    }

    /** Makes it an ordinary title of all that is left. */
    synchronized PackageReport finish() throws IOException {
        long end = common();
        Set<String> beyond = new HashSet<>();
        video.values().forEach(rung -> beyond.addAll(rung.takeFrom(end)));
        List<RenditionFiles> files = new ArrayList<>();
        all().stream().filter(rendition -> !rendition.isEmpty()).forEach(rendition -> files.add(rendition.whole()));
        TitleManifest manifest = manifest(files);
        byte[] document = write(manifest.mpd());
        StaleFiles.delete(options.output(), beyond);
        return new PackageReport(
                options.output().resolve(Packager.MANIFEST).toString(),
                null,
                manifest.report(),
                1 + files.stream().mapToInt(TitleFiles::count).sum(),
                document.length + files.stream().mapToLong(TitleFiles::bytes).sum());
    }

    private TitleManifest manifest(List<RenditionFiles> files) throws IOException {
        List<Rendition> renditions =
                files.stream().map(RenditionFiles::rendition).toList();
        EncodedTitle title = new EncodedTitle(
                renditions.subList(0, video.size()),
                List.of(),
                0,
                renditions.subList(video.size(), renditions.size()),
                List.of(),
                CodecTime.NONE);
        try {
            return new TitleManifest(title, options, files, List.of(), Optional.empty());
        } catch (Mp4Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Puts a manifest in place, tells who listens, and deletes the title of before. */
    private byte[] write(Mpd mpd) throws IOException {
        byte[] document = MpdWriter.write(mpd);
        Path staged = Files.write(staging.resolve(Packager.MANIFEST), document);
        Files.move(staged, options.output().resolve(Packager.MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        Set<String> kept = new HashSet<>();
        all().forEach(rendition -> kept.addAll(rendition.paths()));
        listener.published(new LiveListener.Update(document, named(mpd), kept));
        if (stale != null) {
            deleteStale(kept);
        }
        return document;
    }

    private static List<String> named(Mpd mpd) throws IOException {
        try {
            return ManifestFiles.of(mpd);
        } catch (ManifestException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Also what a run that died left in the folders of these renditions. */
    private void deleteStale(Set<String> kept) throws IOException {
        for (Map<String, LiveRendition> renditions : List.of(video, audio)) {
            for (String id : renditions.keySet()) {
                if (Files.isDirectory(options.output().resolve(id))) {
                    stale.add(RenditionFiles.present(options.output(), id));
                }
            }
        }
        stale.addPlaylists();
        stale.deleteBut(kept);
        stale = null;
    }
}
