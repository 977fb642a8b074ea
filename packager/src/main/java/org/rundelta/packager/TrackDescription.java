package org.rundelta.packager;

/**
 * What viewers choose a track by.
 *
 * @param language or null if not known
 * @param role of the DASH scheme {@code urn:mpeg:dash:role:2011} (ISO/IEC 23009-1, 5.8.5.5), or null
 * @param label what a list calls it, or null
 */
public record TrackDescription(LanguageTag language, String role, String label) {
    /** Nothing is known. */
    public static final TrackDescription NONE = new TrackDescription(null, null, null);

    /** This description, completed by another. */
    TrackDescription orElse(TrackDescription other) {
        return new TrackDescription(
                language == null ? other.language : language,
                role == null ? other.role : role,
                label == null ? other.label : label);
    }
}
