package org.rundelta.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.rundelta.check.FileFragments.Fragment;
import org.rundelta.dash.FileUrl;
import org.rundelta.dash.ManifestException;
import org.rundelta.dash.Mpd;
import org.rundelta.hls.MediaPlaylist;
import org.rundelta.hls.MediaSegment;
import org.rundelta.hls.PlaylistFiles;
import org.rundelta.hls.UriRange;
import org.rundelta.hls.Variant.Kind;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.Track;

/** Checks a media playlist: its files, their bytes, and how long its segments last. */
final class PlaylistCheck {
    /** Playlists round durations; players do not see less than a frame. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    private final Path folder;
    private final String name;
    private final Set<String> named;
    private final Findings findings;

    /** The file read last, in which the next segment may be, too. */
    private String lastPath;

    private FileFragments lastFile;

    /**
     * @param name of the playlist, relative to the folder of the title
     * @param named gets the paths of the files that it names
     */
    PlaylistCheck(Path folder, String name, Set<String> named, Findings findings) {
        this.folder = folder;
        this.name = name;
        this.named = named;
        this.findings = findings;
    }

    /** What is known of the playlist then; null if it, or a file of it, cannot be read. */
    CheckedPlaylist run() throws IOException, ManifestException {
        MediaPlaylist playlist = PlaylistFiles.media(folder, name);
        if (playlist.segments().isEmpty()) {
            findings.add(name, "it has no segments", "at least one");
        }
        List<Long> bytes = new ArrayList<>();
        boolean whole = playlist.map() == null || size(playlist.map()) > 0;
        for (MediaSegment segment : playlist.segments()) {
            bytes.add(size(segment.place()));
            whole &= bytes.get(bytes.size() - 1) > 0;
        }
        if (!whole) {
            return null;
        }
        if (playlist.map() == null) {
            if (playlist.kind() == Kind.PLAYBACK) {
                checkText(playlist);
            }
            return new CheckedPlaylist(playlist, bytes, null);
        }
        String initialization = path(playlist.map());
        try {
            List<Track> tracks = tracks(folder.resolve(initialization));
            if (tracks.size() != 1) {
                findings.add(initialization, tracks.size() + " tracks", "one");
                return null;
            }
            checkSegments(playlist, tracks.get(0));
            return new CheckedPlaylist(playlist, bytes, tracks.get(0).entry());
        } catch (Mp4Exception e) {
            findings.add(name, e.getMessage(), "segments of " + initialization + " that can be read");
            return null;
        }
    }

    /** Without an initialization segment it is text, as far as is known here. */
    private void checkText(MediaPlaylist playlist) throws IOException, ManifestException {
        Duration end = playlist.segments().stream().map(MediaSegment::duration).reduce(Duration.ZERO, Duration::plus);
        for (MediaSegment segment : playlist.segments()) {
            new TextCheck(folder, findings).checkFile(path(segment.place()), end);
        }
    }

    private String path(UriRange place) throws ManifestException {
        return FileUrl.file(name, place.uri());
    }

    /** Bytes of what a playlist names, 0 if they are not there. */
    private long size(UriRange place) throws IOException, ManifestException {
        named.add(path(place));
        Path file = folder.resolve(path(place));
        if (!Files.isRegularFile(file)) {
            findings.add(path(place), "the file is missing", "it, since " + name + " names it");
            return 0;
        }
        long size = Files.size(file);
        if (place.range() == null) {
            return size;
        }
        if (place.range().last() >= size) {
            findings.add(name, "bytes " + place.range() + " of " + place.uri(), "some of the " + size + " that it has");
            return 0;
        }
        return place.range().length();
    }

    private static List<Track> tracks(Path initialization) throws IOException, Mp4Exception {
        try (FragmentReader reader = FragmentReader.open(initialization)) {
            return reader.init().tracks();
        }
    }

    private void checkSegments(MediaPlaylist playlist, Track track)
            throws IOException, ManifestException, Mp4Exception {
        Path initialization = folder.resolve(path(playlist.map()));
        for (int i = 0; i < playlist.segments().size(); i++) {
            MediaSegment segment = playlist.segments().get(i);
            if (!path(segment.place()).equals(lastPath)) {
                lastPath = path(segment.place());
                lastFile = FileFragments.read(initialization, folder.resolve(lastPath), track);
            }
            long from = from(segment);
            boolean keyframe = playlist.kind() == Kind.KEYFRAMES;
            long to = keyframe ? nextFrom(playlist, i) : to(segment);
            List<Fragment> fragments = lastFile.between(from, to);
            String what = "segment " + (i + 1) + " (" + segment.place().uri() + ")";
            if (fragments.isEmpty() || !lastFile.isBorder(from)) {
                findings.add(name, what + " does not begin with a movie fragment", "whole ones");
                continue;
            }
            if (keyframe) {
                checkKeyframe(what, segment, fragments.get(0));
            } else if (to != Long.MAX_VALUE && !lastFile.isBorder(to)) {
                findings.add(name, what + " ends inside a box", "whole ones");
            }
            checkDuration(what, segment, fragments, track);
        }
    }

    private static long from(MediaSegment segment) {
        return segment.place().range() == null ? 0 : segment.place().range().first();
    }

    private static long to(MediaSegment segment) {
        return segment.place().range() == null
                ? Long.MAX_VALUE
                : segment.place().range().last() + 1;
    }

    /** Where the segment behind this begins in the same file; a keyframe stands for all up to there. */
    private static long nextFrom(MediaPlaylist playlist, int index) {
        MediaSegment segment = playlist.segments().get(index);
        if (index + 1 == playlist.segments().size()) {
            return Long.MAX_VALUE;
        }
        MediaSegment next = playlist.segments().get(index + 1);
        return next.place().uri().equals(segment.place().uri()) ? from(next) : Long.MAX_VALUE;
    }

    private void checkKeyframe(String what, MediaSegment segment, Fragment fragment) {
        if (!fragment.first().sync()) {
            findings.add(name, what + " begins with no sync sample", "one, as it is a keyframe");
        }
        if (to(segment) < fragment.firstEnd()) {
            findings.add(
                    name,
                    what + " ends at byte " + (to(segment) - 1),
                    "byte " + (fragment.firstEnd() - 1) + ", where its keyframe ends");
        }
    }

    private void checkDuration(String what, MediaSegment segment, List<Fragment> fragments, Track track) {
        long start = Math.max(0, fragments.get(0).first().decodeTime() - track.mediaStart());
        long end = Math.max(0, fragments.get(fragments.size() - 1).end() - track.mediaStart());
        Duration duration = Mpd.duration(end - start, track.timescale());
        if (duration.minus(segment.duration()).abs().compareTo(ROUNDING) > 0) {
            findings.add(name, what + " has an EXTINF of " + segment.duration(), duration + ", as its samples last");
        }
    }
}
