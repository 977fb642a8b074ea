package org.rundelta.text;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line such as {@code 00:01.000 --> 100:00:02.500 line:0} (WebVTT, 4.1), or {@code 00:00:01,0 --> 00:00:02,50} of SubRip.
 *
 * @param settings what follows the times
 */
record CueTimes(Duration start, Duration end, String settings) {
    static final String ARROW = "-->";

    private static final String TIME = "(?:(\\d{1,5}):)?(\\d{1,2}):(\\d{1,2})(?:[.,](\\d{1,3}))?";
    private static final Pattern LINE = Pattern.compile("\\s*" + TIME + "\\s*-->\\s*" + TIME + "(?:\\s+(.*?))?\\s*");

    /** Takes the line read last for times. */
    static CueTimes parse(String line, Lines lines) throws TextException {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw lines.malformed(
                    TextException.quote(line.strip()) + " is no time such as 00:00:01.000 --> 00:00:02.500");
        }
        Duration start = time(matcher, 1);
        Duration end = time(matcher, 5);
        if (end.compareTo(start) < 0) {
            throw lines.malformed(TextException.quote(line.strip()) + " ends before it begins");
        }
        String settings = matcher.group(9);
        return new CueTimes(start, end, settings == null ? "" : settings);
    }

    private static Duration time(Matcher matcher, int group) {
        String hours = matcher.group(group);
        String fraction = matcher.group(group + 3);
        return Duration.ofHours(hours == null ? 0 : Long.parseLong(hours))
                .plusMinutes(Long.parseLong(matcher.group(group + 1)))
                .plusSeconds(Long.parseLong(matcher.group(group + 2)))
                .plusMillis(fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3)));
    }

    /** A time as WebVTT writes it, with hours. */
    static String format(Duration time) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart(),
                time.toMillisPart());
    }
}
