package org.rundelta.dash;

/**
 * A property named by a scheme (ISO/IEC 23009-1, 5.8.2), as in Role or AudioChannelConfiguration.
 *
 * @param schemeIdUri the URI that says how to read the value
 * @param value or null
 */
public record Descriptor(String schemeIdUri, String value) {
    private static final String ROLE_SCHEME = "urn:mpeg:dash:role:2011";
    private static final String TRICK_MODE_SCHEME = "http://dashif.org/guidelines/trickmode";
    private static final String CHANNEL_SCHEME = "urn:mpeg:mpegB:cicp:ChannelConfiguration";

    /** @throws IllegalArgumentException if there is no scheme */
    public Descriptor {
        Check.that(schemeIdUri != null && !schemeIdUri.isBlank(), "@schemeIdUri is missing");
    }

    /** A role of the DASH scheme (5.8.5.5), as in {@code main}, {@code caption}. */
    public static Descriptor role(String value) {
        return new Descriptor(ROLE_SCHEME, value);
    }

    /**
     * Says that an adaptation set is for trick play of another (DASH-IF IOP 4.3, 3.2.9).
     *
     * @param id of the other
     */
    static Descriptor trickMode(long id) {
        return new Descriptor(TRICK_MODE_SCHEME, Long.toString(id));
    }

    /**
     * Where a client may learn what time it is (5.8.4.11), by a scheme of 5.8.5.7.
     *
     * @param scheme without what all have in common, as {@code http-head}
     * @param value a URL, which may be relative to the manifest
     */
    public static Descriptor utcTiming(String scheme, String value) {
        return new Descriptor("urn:mpeg:dash:utc:" + scheme + ":2014", value);
    }

    /** Whether it is as {@link #trickMode} makes it. */
    boolean isTrickMode() {
        return schemeIdUri.equals(TRICK_MODE_SCHEME);
    }

    /**
     * The arrangement of so many loudspeakers in a codec, by its number in ISO/IEC 23091-3, table 7.
     *
     * @param codecs RFC 6381 string
     * @param channels from 1 to 8
     */
    public static Descriptor audioChannels(String codecs, int channels) {
        Check.range("audio channels", channels, 1, 8);
        return new Descriptor(CHANNEL_SCHEME, Integer.toString(arrangement(codecs, channels)));
    }

    /** Up to 5.1 the number of AAC's arrangement is that of its channels; of four, Opus has two behind, AAC one. */
    private static int arrangement(String codecs, int channels) {
        if (channels == 4 && codecs.equals("opus")) {
            return 10;
        }
        return channels <= 6 ? channels : channels + 4;
    }
}
