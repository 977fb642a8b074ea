package org.rundelta.mp4;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Box {@code moov} of a fragmented file (ISO/IEC 14496-12, 8.2.1 and 8.8.1):
 *
 * <pre>
 *   moov
 *     mvhd
 *     trak                        each track
 *     mvex
 *       mehd                      if the duration is known
 *       trex                      each track
 * </pre>
 *
 * @param durationMs of the movie with all its fragments, 0 if unknown
 * @param defaults by track id, also for the tracks that are none of these
 */
record MovieBox(List<Track> tracks, long durationMs, Map<Integer, TrackExtends> defaults) {
    /** What helps against samples that are not in fragments. */
    static final String HOW_TO_FRAGMENT = "rewrite it with ffmpeg -c copy -movflags +frag_keyframe+empty_moov";

    /** Of {@code mvhd}; tracks have their own. */
    private static final int MILLISECONDS = 1000;

    /** Each track is looked for in every fragment. */
    private static final int MAX_TRACKS = 100;

    static MovieBox parse(BoxReader in) throws Mp4Exception {
        MovieHeader header = MovieHeader.parse(in.require("mvhd"));
        BoxReader extension = in.find("mvex");
        if (extension == null) {
            throw in.unsupported("not fragmented, no mvex: " + HOW_TO_FRAGMENT);
        }
        BoxReader durationBox = extension.find("mehd");
        long duration = durationBox == null ? 0 : durationMs(durationBox, header.timescale());
        return new MovieBox(parseTracks(in), duration, parseDefaults(extension));
    }

    private static List<Track> parseTracks(BoxReader in) throws Mp4Exception {
        List<Track> tracks = new ArrayList<>();
        for (BoxReader child = in.nextChild(); child != null; child = in.nextChild()) {
            Track track = child.type().equals("trak") ? TrackBox.parse(child) : null;
            if (track == null) {
                continue;
            }
            if (tracks.size() == MAX_TRACKS) {
                throw child.overLimit("more than " + MAX_TRACKS + " tracks");
            }
            if (tracks.stream().anyMatch(other -> other.id() == track.id())) {
                throw child.malformed("a second track with track_ID " + track.id());
            }
            tracks.add(track);
        }
        if (tracks.isEmpty()) {
            throw in.unsupported("no track of video, audio or WebVTT");
        }
        return tracks;
    }

    private static Map<Integer, TrackExtends> parseDefaults(BoxReader extension) throws Mp4Exception {
        Map<Integer, TrackExtends> defaults = new HashMap<>();
        for (BoxReader child = extension.nextChild(); child != null; child = extension.nextChild()) {
            if (child.type().equals("trex")) {
                TrackExtends trackExtends = TrackExtends.parse(child);
                defaults.put(trackExtends.trackId(), trackExtends);
            }
        }
        return defaults;
    }

    private static long durationMs(BoxReader box, long timescale) throws Mp4Exception {
        long duration = MovieExtendsHeader.parse(box).duration();
        long seconds = duration / timescale;
        if (seconds > Long.MAX_VALUE / MILLISECONDS - 1) {
            throw box.malformed("fragment_duration is " + seconds + " seconds");
        }
        return seconds * MILLISECONDS + duration % timescale * MILLISECONDS / timescale;
    }

    static void write(BoxWriter out, InitSegment init) {
        List<Track> tracks = init.tracks();
        out.box("moov", () -> {
            int highestId = tracks.stream().mapToInt(Track::id).max().orElseThrow();
            new MovieHeader(MILLISECONDS, highestId + 1L).write(out);
            tracks.forEach(track -> TrackBox.write(out, track));
            out.box("mvex", () -> {
                if (init.durationMs() > 0) {
                    new MovieExtendsHeader(init.durationMs()).write(out);
                }
                tracks.forEach(track -> TrackExtends.none(track.id()).write(out));
            });
        });
    }
}
