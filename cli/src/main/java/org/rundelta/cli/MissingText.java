package org.rundelta.cli;

import java.util.List;

/** Writes down which files are missing. */
final class MissingText {
    private static final String END = System.lineSeparator();
    private static final int SHOWN = 10;

    private MissingText() {}

    static void append(StringBuilder text, List<String> missing) {
        if (missing.isEmpty()) {
            text.append(END).append("all files are there");
            return;
        }
        text.append(END).append(missing.size()).append(" files are missing:").append(END);
        missing.stream()
                .limit(SHOWN)
                .forEach(path -> text.append("  ").append(path).append(END));
        if (missing.size() > SHOWN) {
            text.append("  and ").append(missing.size() - SHOWN).append(" more").append(END);
        }
    }
}
