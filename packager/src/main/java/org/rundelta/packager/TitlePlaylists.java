package org.rundelta.packager;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Mpd;
import org.rundelta.dash.Representation;
import org.rundelta.hls.AlternativeRendition;
import org.rundelta.hls.MultivariantPlaylist;
import org.rundelta.hls.PlaylistWriter;
import org.rundelta.hls.Resolution;
import org.rundelta.hls.Variant;
import org.rundelta.hls.Variant.Kind;
import org.rundelta.mp4.TextSampleEntry;

/**
 * Describes a title as HLS: what its MPD says, of the same segments. Each video representation becomes a variant with
 * each group of audio, and a variant of keyframes; what is for trick play in the MPD is left out. Text is in files of WebVTT,
 * since not all players of HLS show text that is in segments of MP4.
 */
final class TitlePlaylists {
    private final Map<String, RenditionPlaylists> playlists = new LinkedHashMap<>();
    private final List<Representation> video = new ArrayList<>();
    private final AudioGroups audio = new AudioGroups();
    private final TextGroup text;
    private final long targetDuration;
    private final PlaylistPathways pathways;

    /**
     * @param mpd of the title, with one period
     * @param files of the title's renditions
     * @param texts of the title as files
     */
    TitlePlaylists(Mpd mpd, List<RenditionFiles> files, List<TextFile> texts) {
        pathways = PlaylistPathways.of(mpd);
        text = new TextGroup(texts, mpd.mediaPresentationDuration());
        List<AdaptationSet> sets = mpd.periods().get(0).adaptationSets().stream()
                .filter(set -> set.trickPlayOf().isEmpty())
                .toList();
        for (RenditionFiles rendition : files) {
            boolean isThere = sets.stream()
                    .flatMap(set -> set.representations().stream())
                    .anyMatch(each -> each.id().equals(rendition.rendition().id()));
            if (!isThere || rendition.rendition().track().entry() instanceof TextSampleEntry) {
                continue;
            }
            playlists.put(rendition.rendition().id(), new RenditionPlaylists(rendition));
        }
        targetDuration = playlists.values().stream()
                .mapToLong(RenditionPlaylists::targetDuration)
                .max()
                .orElseThrow();
        for (AdaptationSet set : sets) {
            if (set.contentType().equals("video")) {
                video.addAll(set.representations());
            } else if (set.contentType().equals("audio")) {
                audio.add(set, playlists);
            }
        }
    }

    /** The playlists by their paths in the title; the one that names all others comes last. */
    Map<String, byte[]> write() {
        Map<String, byte[]> written = new LinkedHashMap<>();
        playlists.values().forEach(playlist -> write(playlist, Kind.PLAYBACK, written));
        video.forEach(representation -> write(playlists.get(representation.id()), Kind.KEYFRAMES, written));
        text.write(written);
        List<AlternativeRendition> renditions = new ArrayList<>(audio.renditions());
        renditions.addAll(text.renditions());
        MultivariantPlaylist beside = new MultivariantPlaylist(null, renditions, variants());
        written.put(Packager.PLAYLIST, PlaylistWriter.write(pathways.add(beside)));
        return written;
    }

    private void write(RenditionPlaylists playlist, Kind kind, Map<String, byte[]> written) {
        written.put(playlist.path(kind), PlaylistWriter.write(playlist.playlist(kind, targetDuration)));
    }

    private List<Variant> variants() {
        List<Variant> variants = new ArrayList<>();
        for (Representation representation : video) {
            if (audio.members().isEmpty()) {
                variants.add(variant(Kind.PLAYBACK, representation, null));
            }
            audio.members().keySet().forEach(group -> variants.add(variant(Kind.PLAYBACK, representation, group)));
        }
        video.forEach(representation -> variants.add(variant(Kind.KEYFRAMES, representation, null)));
        return variants;
    }

    private Variant variant(Kind kind, Representation representation, String group) {
        RenditionPlaylists own = playlists.get(representation.id());
        List<Representation> beside =
                group == null ? List.of() : audio.members().get(group);
        long audioPeak = beside.stream()
                .mapToLong(member -> playlists.get(member.id()).peak(Kind.PLAYBACK, targetDuration))
                .max()
                .orElse(0);
        long audioAverage = beside.stream()
                .mapToLong(member -> playlists.get(member.id()).average(Kind.PLAYBACK))
                .max()
                .orElse(0);
        long textBitrate = kind == Kind.PLAYBACK ? text.bitrate() : 0;
        return new Variant(
                kind,
                own.peak(kind, targetDuration) + audioPeak + textBitrate,
                own.average(kind) + audioAverage + textBitrate,
                group == null
                        ? representation.codecs()
                        : representation.codecs() + "," + beside.get(0).codecs(),
                new Resolution(representation.width(), representation.height()),
                kind == Kind.KEYFRAMES || representation.frameRate() == null
                        ? null
                        : decimal(representation.frameRate()),
                group,
                kind == Kind.PLAYBACK ? text.id() : null,
                null,
                own.path(kind));
    }

    private static BigDecimal decimal(String frameRate) {
        String[] parts = frameRate.split("/", 2);
        BigDecimal denominator = new BigDecimal(parts.length == 1 ? "1" : parts[1]);
        return new BigDecimal(parts[0]).divide(denominator, 3, RoundingMode.HALF_UP);
    }
}
