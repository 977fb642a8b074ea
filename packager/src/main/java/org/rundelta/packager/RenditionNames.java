package org.rundelta.packager;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names by which people choose among the renditions of a group of HLS, no two of them the same. */
final class RenditionNames {
    private final Set<String> taken = new HashSet<>();

    /**
     * The name of the next rendition: its label, else its language in English, else its kind.
     *
     * @param label or null
     * @param lang BCP 47 tag, or null
     */
    String next(String label, String lang, String kind) {
        String wanted = kind;
        if (label != null) {
            wanted = label.replace('"', '\'').replaceAll("\\s+", " ");
        } else if (lang != null) {
            wanted = Locale.forLanguageTag(lang).getDisplayName(Locale.ENGLISH);
        }
        String name = wanted;
        for (int number = 2; !taken.add(name); number++) {
            name = wanted + " " + number;
        }
        return name;
    }
}
