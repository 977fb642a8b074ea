package org.rundelta.text;

import java.util.ArrayList;
import java.util.List;

/**
 * WebVTT (W3C, https://www.w3.org/TR/webvtt1/, clauses 4.1 and 6):
 *
 * <pre>
 *   WEBVTT [text]
 *   metadata ...
 *
 *   STYLE | REGION              kept, if before the first cue
 *   ...
 *
 *   NOTE ...
 *
 *   [id]
 *   start --&gt; end [settings]
 *   payload ...
 * </pre>
 */
final class VttParser {
    private final Lines lines;
    private final StringBuilder header = new StringBuilder(CueSheet.PLAIN_HEADER);
    private final List<Cue> cues = new ArrayList<>();

    private VttParser(Lines lines) {
        this.lines = lines;
    }

    static CueSheet parse(Lines lines) throws TextException {
        return new VttParser(lines).parse();
    }

    private CueSheet parse() throws TextException {
        if (!lines.next().matches(CueSheet.PLAIN_HEADER + "(\\s.*)?")) {
            throw lines.malformed("it begins with more than WEBVTT");
        }
        while (!lines.atBlank() && !lines.peek().contains(CueTimes.ARROW)) {
            lines.next();
        }
        for (lines.skipBlank(); !lines.atEnd(); lines.skipBlank()) {
            parseBlock();
        }
        return new CueSheet(header.toString(), cues);
    }

    private void parseBlock() throws TextException {
        String first = lines.next();
        String word = first.stripTrailing();
        if (first.contains(CueTimes.ARROW)) {
            parseCue("", first);
        } else if (first.matches("NOTE(\\s.*)?")) {
            lines.skipBlock();
        } else if (word.equals("STYLE") || word.equals("REGION")) {
            parseDefinition(word);
        } else if (lines.atBlank()) {
            throw lines.malformed("after " + TextException.quote(first) + " there is no time of a cue");
        } else {
            parseCue(first, lines.next());
        }
    }

    /** Behind the first cue it means nothing (clause 6.1). */
    private void parseDefinition(String word) {
        StringBuilder definition = new StringBuilder("\n\n").append(word);
        while (!lines.atBlank() && !lines.peek().contains(CueTimes.ARROW)) {
            definition.append('\n').append(lines.next());
        }
        if (cues.isEmpty()) {
            header.append(definition);
        }
    }

    private void parseCue(String id, String timing) throws TextException {
        CueTimes times = CueTimes.parse(timing, lines);
        List<String> payload = new ArrayList<>();
        while (!lines.atBlank() && !lines.peek().contains(CueTimes.ARROW)) {
            payload.add(lines.next());
        }
        if (!payload.isEmpty() && !times.start().equals(times.end())) {
            cues.add(new Cue(times.start(), times.end(), id, times.settings(), String.join("\n", payload)));
        }
    }
}
