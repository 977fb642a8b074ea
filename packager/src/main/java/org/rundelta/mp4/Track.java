package org.rundelta.mp4;

import java.util.List;

/**
 * One track of a file.
 *
 * @param id from 1
 * @param timescale ticks per second, below 2^32
 * @param language ISO 639-2 code of three letters, {@code und} if unknown
 * @param entries how its samples are coded: at least one, all of video, of audio or of text
 * @param mediaStart ticks at the start of the media that are not presented (audio priming), written as an edit list
 *     when not 0
 */
public record Track(int id, long timescale, String language, List<SampleEntry> entries, long mediaStart) {
    /** The language code of a track whose language is not known. */
    public static final String LANGUAGE_UNKNOWN = "und";

    /** A track whose samples are all coded alike. */
    public Track(int id, long timescale, String language, SampleEntry entry, long mediaStart) {
        this(id, timescale, language, List.of(entry), mediaStart);
    }

    public Track {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a track has at least one sample entry");
        }
        if (id < 1) {
            throw new IllegalArgumentException("track id " + id + " is not from 1 on");
        }
        if (timescale < 1 || timescale >= 1L << 32) {
            throw new IllegalArgumentException("timescale " + timescale + " is not from 1 to 4294967295");
        }
        if (!isLanguage(language)) {
            throw new IllegalArgumentException("language \"" + language + "\" is not three letters from a to z");
        }
        if (mediaStart < 0) {
            throw new IllegalArgumentException("media start " + mediaStart + " is negative");
        }
    }

    /** How its samples are coded; the first way, of those that have several. */
    public SampleEntry entry() {
        return entries.get(0);
    }

    static boolean isLanguage(CharSequence code) {
        return code.length() == 3 && code.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }
}
