package org.rundelta.cli;

import java.util.Set;
import java.util.stream.Collectors;
import org.rundelta.packager.LanguageTag;
import org.rundelta.packager.TrackDescription;

/**
 * A track as the command line names it, {@code NAME[:LANG[:ROLE]]}. A name may have colons itself: what follows the last
 * is a language unless it could be a part of a path.
 *
 * @param name of a file, or a number
 * @param description as far as it is given
 */
record TrackSpec(String name, TrackDescription description) {
    /** Those of {@code urn:mpeg:dash:role:2011} (ISO/IEC 23009-1, table 36) that a track of audio or text can have. */
    private static final Set<String> ROLES = Set.of(
            "main",
            "alternate",
            "supplementary",
            "commentary",
            "dub",
            "description",
            "enhanced-audio-intelligibility",
            "karaoke",
            "emergency",
            "caption",
            "subtitle",
            "forced-subtitle",
            "easyreader");

    /**
     * Takes a text apart.
     *
     * @throws IllegalArgumentException if its language or role is not known
     */
    static TrackSpec parse(String text) {
        int last = text.lastIndexOf(':');
        String part = text.substring(last + 1);
        if (last <= 0 || part.isEmpty() || part.matches(".*[./\\\\].*")) {
            return new TrackSpec(text, TrackDescription.NONE);
        }
        int before = text.lastIndexOf(':', last - 1);
        String previous = text.substring(before + 1, last);
        boolean isRole = ROLES.contains(part);
        if (before > 0 && (isRole || LanguageTag.find(previous).isPresent())) {
            if (!isRole) {
                throw new IllegalArgumentException("'" + part + "' is no role; give one of "
                        + ROLES.stream().sorted().collect(Collectors.joining(", ")));
            }
            return new TrackSpec(
                    text.substring(0, before), new TrackDescription(new LanguageTag(previous), part, null));
        }
        return new TrackSpec(text.substring(0, last), new TrackDescription(new LanguageTag(part), null, null));
    }
}
