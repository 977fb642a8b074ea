package org.rundelta.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.rundelta.cli.PlaylistReport.MediaPlaylistReport;
import org.rundelta.cli.PlaylistReport.SegmentReport;
import org.rundelta.dash.ByteRange;
import org.rundelta.dash.ManifestException;
import org.rundelta.hls.AlternativeRendition;
import org.rundelta.hls.ContentSteering;
import org.rundelta.hls.MediaPlaylist;
import org.rundelta.hls.MediaSegment;
import org.rundelta.hls.MultivariantPlaylist;
import org.rundelta.hls.Playlist;
import org.rundelta.hls.PlaylistReader;
import org.rundelta.hls.UriRange;
import org.rundelta.hls.Variant;

/** Looks into an HLS playlist, those that it names, and for the files that they name. */
final class PlaylistInspection {
    private final Path file;
    private final boolean listSegments;
    private final List<MediaPlaylistReport> playlists = new ArrayList<>();
    private final Set<String> missing = new LinkedHashSet<>();

    private PlaylistInspection(Path file, boolean listSegments) {
        this.file = file;
        this.listSegments = listSegments;
    }

    /**
     * Looks into a file.
     *
     * @param listSegments whether to list every segment
     */
    static PlaylistReport of(Path file, boolean listSegments) throws IOException, ManifestException {
        return new PlaylistInspection(file, listSegments).report();
    }

    private PlaylistReport report() throws IOException, ManifestException {
        Playlist playlist = PlaylistReader.read(file);
        SteeringReport steering = null;
        if (playlist instanceof MultivariantPlaylist multivariant) {
            steering = steering(multivariant);
            for (AlternativeRendition rendition : multivariant.renditions()) {
                if (rendition.uri() != null && !multivariant.isElsewhere(rendition.uri())) {
                    add(rendition);
                }
            }
            for (Variant variant : multivariant.variants()) {
                if (!multivariant.isElsewhere(variant.uri())) {
                    add(variant);
                }
            }
        } else {
            MediaPlaylist media = (MediaPlaylist) playlist;
            add(media, new Stated(file.getFileName().toString(), name(media.kind()), null, null));
        }
        String type = playlist instanceof MultivariantPlaylist ? "multivariant" : "media";
        return new PlaylistReport(file.toString(), type, steering, playlists, List.copyOf(missing));
    }

    private static SteeringReport steering(MultivariantPlaylist playlist) {
        ContentSteering steering = playlist.steering();
        if (steering == null) {
            return null;
        }
        List<String> pathways = playlist.variants().stream()
                .map(Variant::pathwayId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new SteeringReport(steering.serverUri(), steering.pathwayId(), null, pathways);
    }

    /** What a multivariant playlist says of a media playlist. */
    private record Stated(String path, String kind, AlternativeRendition rendition, Variant variant) {}

    private void add(AlternativeRendition rendition) throws IOException, ManifestException {
        String kind = rendition.type().name().toLowerCase(Locale.ROOT);
        add(named(rendition.uri()), new Stated(rendition.uri(), kind, rendition, null));
    }

    private void add(Variant variant) throws IOException, ManifestException {
        add(named(variant.uri()), new Stated(variant.uri(), name(variant.kind()), null, variant));
    }

    private static String name(Variant.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The media playlist of this name; one without segments if it is not there. */
    private MediaPlaylist named(String uri) throws IOException, ManifestException {
        Path path = local(file, uri);
        if (!Files.isRegularFile(path)) {
            missing.add(uri);
            return new MediaPlaylist(Variant.Kind.PLAYBACK, 0, null, List.of());
        }
        if (PlaylistReader.read(path) instanceof MediaPlaylist media) {
            return media;
        }
        throw new ManifestException(file + ": malformed playlist: " + uri + " is not a media playlist");
    }

    private void add(MediaPlaylist media, Stated stated) throws IOException, ManifestException {
        Path playlist = local(file, stated.path);
        Map<String, Long> sizes = sizes(playlist, media);
        List<SegmentReport> files = new ArrayList<>();
        double start = 0;
        for (MediaSegment segment : media.segments()) {
            double seconds = segment.duration().toNanos() / 1e9;
            files.add(describe(segment.place(), start, seconds, sizes));
            start += seconds;
        }
        int absent = Files.exists(playlist) ? 0 : 1;
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            if (size.getValue() == null) {
                missing.add(Path.of(stated.path).resolveSibling(size.getKey()).toString());
                absent++;
            }
        }
        playlists.add(report(stated, files, start, absent));
    }

    private MediaPlaylistReport report(Stated stated, List<SegmentReport> files, double seconds, int absent) {
        AlternativeRendition rendition = stated.rendition;
        Variant variant = stated.variant;
        boolean hasSize = variant != null && variant.resolution() != null;
        long bytes = files.stream()
                .mapToLong(segment -> segment.bytes() == null ? 0 : segment.bytes())
                .sum();
        double known = files.stream()
                .filter(segment -> segment.bytes() != null)
                .mapToDouble(SegmentReport::seconds)
                .sum();
        return new MediaPlaylistReport(
                stated.path,
                stated.kind,
                rendition == null ? null : rendition.groupId(),
                rendition == null ? null : rendition.name(),
                rendition == null ? null : rendition.language(),
                variant == null ? null : variant.codecs(),
                hasSize ? (Long) variant.resolution().width() : null,
                hasSize ? (Long) variant.resolution().height() : null,
                variant == null || variant.frameRate() == null
                        ? null
                        : variant.frameRate().toPlainString(),
                variant == null ? null : (Long) variant.bandwidth(),
                variant == null ? null : variant.averageBandwidth(),
                known > 0 ? (Long) Math.round(bytes * 8 / known) : null,
                files.size(),
                seconds,
                bytes,
                absent,
                listSegments ? files : null);
    }

    private static SegmentReport describe(UriRange place, double start, double seconds, Map<String, Long> sizes) {
        Long size = sizes.get(place.uri());
        ByteRange range = place.range();
        return new SegmentReport(
                start,
                seconds,
                size == null || range == null ? size : (Long) range.length(),
                place.uri(),
                range == null ? null : range.toString());
    }

    /** Of each file that a media playlist names; null if it is not there. */
    private static Map<String, Long> sizes(Path playlist, MediaPlaylist media) throws IOException, ManifestException {
        Map<String, Long> sizes = new LinkedHashMap<>();
        List<UriRange> places = new ArrayList<>();
        if (media.map() != null) {
            places.add(media.map());
        }
        media.segments().forEach(segment -> places.add(segment.place()));
        for (UriRange place : places) {
            if (!sizes.containsKey(place.uri())) {
                Path path = local(playlist, place.uri());
                sizes.put(place.uri(), Files.isRegularFile(path) ? (Long) Files.size(path) : null);
            }
        }
        return sizes;
    }

    private static Path local(Path playlist, String uri) throws ManifestException {
        try {
            URI parsed = new URI(uri);
            if (!parsed.isAbsolute() && parsed.getRawAuthority() == null) {
                return playlist.resolveSibling(parsed.getPath());
            }
        } catch (URISyntaxException e) {
            throw new ManifestException(playlist + ": malformed playlist: " + e.getMessage(), e);
        }
        throw new ManifestException(playlist + ": unsupported playlist: the URI " + uri
                + " is absolute; only URIs relative to the playlist name files beside it");
    }
}
