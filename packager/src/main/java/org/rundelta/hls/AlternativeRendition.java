package org.rundelta.hls;

/**
 * Audio or text that goes with variants (RFC 8216bis, 4.4.6.1).
 *
 * @param type what it is
 * @param groupId by which variants refer to it and to those that it can be exchanged for
 * @param name for people to choose by, apart in its group
 * @param language BCP 47 tag, or null
 * @param isDefault whether it is played when nobody chooses
 * @param autoselect whether a player may choose it for the viewer's language
 * @param forced whether it is text that everybody needs, as of what is said in a language that is not the audio's
 * @param characteristics uniform type identifiers with commas between, or null
 * @param channels how many, of audio, or null
 * @param uri of its media playlist, or null if the variants have it in them
 */
public record AlternativeRendition(
        Type type,
        String groupId,
        String name,
        String language,
        boolean isDefault,
        boolean autoselect,
        boolean forced,
        String characteristics,
        String channels,
        String uri) {
    /** Of media. */
    public enum Type {
        AUDIO,
        VIDEO,
        SUBTITLES
    }

    /** @throws IllegalArgumentException if a value is missing or cannot be quoted */
    public AlternativeRendition {
        Check.that(type != null, "TYPE of EXT-X-MEDIA is missing");
        Check.that(groupId != null && name != null, "GROUP-ID or NAME of EXT-X-MEDIA is missing");
        Check.quotable("GROUP-ID", groupId);
        Check.quotable("NAME", name);
        Check.quotable("LANGUAGE", language);
        Check.quotable("CHARACTERISTICS", characteristics);
        Check.quotable("CHANNELS", channels);
        Check.quotable("URI", uri);
        Check.that(autoselect || !isDefault, "AUTOSELECT is NO where DEFAULT is YES");
        Check.that(!forced || type == Type.SUBTITLES, "FORCED is YES where TYPE is " + type);
    }
}
