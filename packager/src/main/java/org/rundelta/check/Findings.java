package org.rundelta.check;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.rundelta.dash.ManifestException;

/** Collects what is wrong. */
final class Findings {
    /** Each once, though both a manifest and a playlist may name the file. */
    private final Set<Finding> all = new LinkedHashSet<>();

    void add(String file, String problem, String expected) {
        all.add(new Finding(file, oneLine(problem), oneLine(expected)));
    }

    /** Adds a finding unless two values are equal; what is absent in a manifest (null) is not wrong. */
    void compare(String file, String what, Object found, Object expected) {
        if (found != null && !Objects.equals(found, expected)) {
            add(file, what + " is " + found, String.valueOf(expected));
        }
    }

    /** Adds that a manifest or playlist of the title cannot be read; the message may begin with the path it was read at. */
    void addUnreadable(Path path, String file, ManifestException cause) {
        String prefix = path + ": ";
        String message = cause.getMessage();
        add(file, message.startsWith(prefix) ? message.substring(prefix.length()) : message, "one that can be read");
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\p{Cntrl}+", " ");
    }
}
