package org.rundelta.packager;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import org.rundelta.mp4.Track;

/**
 * A language that is known, by its BCP 47 tag in its shortest form: {@code en}, not {@code eng}; {@code pt-BR}.
 *
 * @param value the tag
 */
public record LanguageTag(String value) {
    /** Codes of three letters and of two for the same language. */
    private static final Map<String, String> SHORTER = shorter();

    /** In Mandarin, which its own tables call Chinese, and private codes Java finds no words for. */
    private static final String NAMELESS = "cmn|q[a-t][a-z]";

    /** @throws IllegalArgumentException if the tag is malformed, or its language, script or region is not known */
    public LanguageTag {
        value = shortest(value);
    }

    /** The language of a tag or of a code of ISO 639; empty if there is no such language, or it is undetermined. */
    public static Optional<LanguageTag> find(String tag) {
        try {
            return Optional.of(new LanguageTag(tag));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The code of ISO 639-2 with three letters, {@code und} if there is none. */
    public String iso639() {
        try {
            return Locale.forLanguageTag(value).getISO3Language();
        } catch (MissingResourceException e) {
            return Track.LANGUAGE_UNKNOWN;
        }
    }

    private static String shortest(String tag) {
        try {
            Locale given = new Locale.Builder().setLanguageTag(tag).build();
            String language = SHORTER.getOrDefault(given.getLanguage(), given.getLanguage());
            Locale locale =
                    new Locale.Builder().setLocale(given).setLanguage(language).build();
            if (isKnown(locale)) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            // what it is not is said below
        }
        throw new IllegalArgumentException("'" + tag + "' is no language; give a BCP 47 tag such as en, fi or pt-BR");
    }

    /** What Java has no name for, it calls by its code. */
    private static boolean isKnown(Locale locale) {
        String language = locale.getLanguage();
        boolean named = !locale.getDisplayLanguage(Locale.ENGLISH).equals(language) || language.matches(NAMELESS);
        return named
                && !language.isEmpty()
                && hasName(locale.getScript(), locale.getDisplayScript(Locale.ENGLISH))
                && hasName(locale.getCountry(), locale.getDisplayCountry(Locale.ENGLISH));
    }

    private static boolean hasName(String code, String name) {
        return code.isEmpty() || !code.equals(name);
    }

    private static Map<String, String> shorter() {
        // The codes of ISO 639-2 for cataloguers, which Matroska has.
        Map<String, String> codes = new HashMap<>(Map.ofEntries(
                Map.entry("alb", "sq"),
                Map.entry("arm", "hy"),
                Map.entry("baq", "eu"),
                Map.entry("bur", "my"),
                Map.entry("chi", "zh"),
                Map.entry("cze", "cs"),
                Map.entry("dut", "nl"),
                Map.entry("fre", "fr"),
                Map.entry("geo", "ka"),
                Map.entry("ger", "de"),
                Map.entry("gre", "el"),
                Map.entry("ice", "is"),
                Map.entry("mac", "mk"),
                Map.entry("mao", "mi"),
                Map.entry("may", "ms"),
                Map.entry("per", "fa"),
                Map.entry("rum", "ro"),
                Map.entry("slo", "sk"),
                Map.entry("tib", "bo"),
                Map.entry("wel", "cy")));
        for (String language : Locale.getISOLanguages()) {
            codes.put(Locale.forLanguageTag(language).getISO3Language(), language);
        }
        return codes;
    }
}
