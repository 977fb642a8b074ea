package org.rundelta.packager;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of renditions, and of their folders: no two the same, whatever the case. */
final class RenditionIds {
    private final Set<String> taken = new HashSet<>();

    /** @param rungs whose ids are taken already */
    RenditionIds(List<Rung> rungs) {
        rungs.forEach(rung -> taken.add(lower(rung.id())));
    }

    /** {@code audio}, with the language if there are several tracks, and with the codec if there are several. */
    String ofAudio(ChosenAudio audio, int tracks, AudioFormat format, int codecs) {
        LanguageTag language = audio.description().language();
        return unique("audio"
                + (tracks > 1 && language != null ? "-" + language.value() : "")
                + (codecs > 1 ? "-" + format.codec().id() : ""));
    }

    /** {@code text} with the language. */
    String ofText(TrackDescription description) {
        return unique("text"
                + (description.language() == null
                        ? ""
                        : "-" + description.language().value()));
    }

    /** What is wanted, or that with a number. */
    String unique(String wanted) {
        String id = wanted;
        for (int i = 2; !taken.add(lower(id)); i++) {
            id = wanted + "-" + i;
        }
        return id;
    }

    private static String lower(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
