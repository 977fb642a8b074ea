package org.rundelta.packager;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.dash.AdaptationSet;
import org.rundelta.dash.Descriptor;
import org.rundelta.dash.Representation;
import org.rundelta.hls.AlternativeRendition;
import org.rundelta.hls.Variant;

/**
 * The audio of a title in groups as HLS has them: in each group one representation of every adaptation set, all of one
 * codec, so that a variant that refers to the group can say what a player must be able to decode.
 */
final class AudioGroups {
    private final Map<String, List<Representation>> members = new LinkedHashMap<>();
    private final Map<String, RenditionNames> names = new HashMap<>();
    private final List<AlternativeRendition> renditions = new ArrayList<>();

    /**
     * Adds the representations of a set, each to the group of its codec; the second of a codec to a second group.
     *
     * @param playlists by the id of the representation
     */
    void add(AdaptationSet set, Map<String, RenditionPlaylists> playlists) {
        Map<String, Integer> counts = new HashMap<>();
        for (Representation audio : set.representations()) {
            int count = counts.merge(audio.codecs(), 1, Integer::sum);
            String group = audio.codecs() + (count == 1 ? "" : "-" + count);
            renditions.add(rendition(group, set, playlists.get(audio.id())));
            members.computeIfAbsent(group, name -> new ArrayList<>()).add(audio);
        }
    }

    private AlternativeRendition rendition(String group, AdaptationSet set, RenditionPlaylists playlists) {
        boolean isFirst = !members.containsKey(group);
        boolean isMain = set.roles().contains(Descriptor.role("main"));
        return new AlternativeRendition(
                AlternativeRendition.Type.AUDIO,
                group,
                names.computeIfAbsent(group, key -> new RenditionNames())
                        .next(set.labels().isEmpty() ? null : set.labels().get(0), set.lang(), "Audio"),
                set.lang(),
                isFirst,
                isFirst || isMain && set.lang() != null,
                false,
                null,
                playlists.channels(),
                playlists.path(Variant.Kind.PLAYBACK));
    }

    List<AlternativeRendition> renditions() {
        return renditions;
    }

    /** Names of the groups, each with its representations, in the order of the sets. */
    Map<String, List<Representation>> members() {
        return members;
    }
}
