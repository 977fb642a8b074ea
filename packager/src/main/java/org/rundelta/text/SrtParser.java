package org.rundelta.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * SubRip's format, which has no standard:
 *
 * <pre>
 *   [number]
 *   start --&gt; end               with a comma before the milliseconds
 *   payload ...
 * </pre>
 *
 * Text may have empty lines, which are left out. Of its markup bold, italics and underlining are kept; colours, fonts and
 * positions are dropped.
 */
final class SrtParser {
    /** What begins as a line of times does is one, with or without its arrow. */
    private static final Pattern TIME = Pattern.compile("\\s*\\d+:\\d+:\\d+[.,]\\d.*");

    private static final Pattern OVERRIDE = Pattern.compile("\\{\\\\[^}]*}");
    private static final Pattern FOREIGN_TAG = Pattern.compile("</?(?![biuBIU]\\s*>)[A-Za-z][^<>]*>");
    private static final Pattern KEPT_TAG = Pattern.compile("<(/?)([biuBIU])\\s*>");
    private static final Pattern LOOSE_AMPERSAND =
            Pattern.compile("&(?!(?:amp|lt|gt|nbsp|lrm|rlm|#\\d+|#x[0-9a-fA-F]+);)");
    private static final Pattern LOOSE_ANGLE = Pattern.compile("<(?!/?[biu]>)");

    private final Lines lines;
    private final List<Cue> cues = new ArrayList<>();

    private SrtParser(Lines lines) {
        this.lines = lines;
    }

    static CueSheet parse(Lines lines) throws TextException {
        return new SrtParser(lines).parse();
    }

    private CueSheet parse() throws TextException {
        CueTimes times = null;
        List<String> payload = new ArrayList<>();
        for (lines.skipBlank(); !lines.atEnd(); lines.skipBlank()) {
            String line = lines.next();
            boolean isNumber = line.strip().matches("\\d+")
                    && !lines.atEnd()
                    && lines.peek().contains(CueTimes.ARROW);
            if (line.contains(CueTimes.ARROW) || TIME.matcher(line).matches()) {
                add(times, payload);
                times = CueTimes.parse(line, lines);
            } else if (!isNumber && times == null) {
                throw lines.malformed(
                        TextException.quote(line) + " comes before any time; give a file of WebVTT, SRT or TTML");
            } else if (!isNumber) {
                payload.add(markup(line));
            }
        }
        add(times, payload);
        return new CueSheet(CueSheet.PLAIN_HEADER, cues);
    }

    private void add(CueTimes times, List<String> payload) {
        payload.removeIf(String::isBlank);
        if (!payload.isEmpty() && !times.start().equals(times.end())) {
            cues.add(new Cue(times.start(), times.end(), "", "", String.join("\n", payload)));
        }
        payload.clear();
    }

    private static String markup(String line) {
        String plain =
                FOREIGN_TAG.matcher(OVERRIDE.matcher(line).replaceAll("")).replaceAll("");
        String kept = KEPT_TAG.matcher(plain)
                .replaceAll(match -> "<" + match.group(1) + match.group(2).toLowerCase(Locale.ROOT) + ">");
        return LOOSE_ANGLE
                .matcher(LOOSE_AMPERSAND.matcher(kept).replaceAll("&amp;"))
                .replaceAll("&lt;")
                .replace(CueTimes.ARROW, "--&gt;");
    }
}
