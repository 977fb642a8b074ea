package org.rundelta.text;

import java.util.List;

/** The lines of a file, one after the other; they end with CR, LF or both. */
final class Lines {
    private final String name;
    private final List<String> lines;
    private int next;

    Lines(String name, String text) {
        this.name = name;
        lines = List.of(text.replace('\0', '\uFFFD').split("\r\n|\r|\n", -1));
    }

    boolean atEnd() {
        return next == lines.size();
    }

    /** Whether the next line begins nothing: it is blank, or there is none. */
    boolean atBlank() {
        return atEnd() || lines.get(next).isBlank();
    }

    String peek() {
        return lines.get(next);
    }

    String next() {
        return lines.get(next++);
    }

    void skipBlank() {
        while (!atEnd() && atBlank()) {
            next++;
        }
    }

    void skipBlock() {
        while (!atBlank()) {
            next++;
        }
    }

    /** Something is wrong with the line read last. */
    TextException malformed(String problem) {
        return new TextException(name + ": line " + next + ": " + problem);
    }
}
