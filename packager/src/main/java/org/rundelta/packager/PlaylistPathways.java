package org.rundelta.packager;

import java.util.ArrayList;
import java.util.List;
import org.rundelta.dash.BaseUrl;
import org.rundelta.dash.Mpd;
import org.rundelta.hls.AlternativeRendition;
import org.rundelta.hls.ContentSteering;
import org.rundelta.hls.MultivariantPlaylist;
import org.rundelta.hls.Variant;

/**
 * The pathways of a title as HLS has them (RFC 8216bis, 4.4.6.2 and 7): in each of them all variants stand again, with absolute
 * URIs, and refer to groups of its own. Without steering a playlist has none: players would take them for variants like others.
 *
 * @param steering between them, or null
 * @param baseUrls of the title, with their names
 */
record PlaylistPathways(ContentSteering steering, List<BaseUrl> baseUrls) {

    /** The pathways of a title that its MPD names. */
    static PlaylistPathways of(Mpd mpd) {
        if (mpd.contentSteering() == null) {
            return new PlaylistPathways(null, List.of());
        }
        return new PlaylistPathways(
                new ContentSteering(
                        mpd.contentSteering().url(), mpd.contentSteering().defaultServiceLocation()),
                mpd.baseUrls().stream()
                        .filter(base -> base.serviceLocation() != null)
                        .toList());
    }

    /**
     * Adds the pathways before what is beside the playlist. That is last, as in the MPD: for players that know no steering,
     * and find none of the CDNs.
     */
    MultivariantPlaylist add(MultivariantPlaylist beside) {
        List<AlternativeRendition> renditions = new ArrayList<>();
        List<Variant> variants = new ArrayList<>();
        for (BaseUrl base : baseUrls) {
            beside.renditions().forEach(each -> renditions.add(at(base, each)));
            beside.variants().forEach(each -> variants.add(at(base, each)));
        }
        renditions.addAll(beside.renditions());
        variants.addAll(beside.variants());
        return new MultivariantPlaylist(steering, renditions, variants);
    }

    private static AlternativeRendition at(BaseUrl base, AlternativeRendition rendition) {
        return new AlternativeRendition(
                rendition.type(),
                group(base, rendition.groupId()),
                rendition.name(),
                rendition.language(),
                rendition.isDefault(),
                rendition.autoselect(),
                rendition.forced(),
                rendition.characteristics(),
                rendition.channels(),
                base.url() + rendition.uri());
    }

    private static Variant at(BaseUrl base, Variant variant) {
        return new Variant(
                variant.kind(),
                variant.bandwidth(),
                variant.averageBandwidth(),
                variant.codecs(),
                variant.resolution(),
                variant.frameRate(),
                group(base, variant.audio()),
                group(base, variant.subtitles()),
                base.serviceLocation(),
                base.url() + variant.uri());
    }

    /** Names of pathways have no colon. */
    private static String group(BaseUrl base, String id) {
        return id == null ? null : id + ":" + base.serviceLocation();
    }
}
