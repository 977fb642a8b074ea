package org.rundelta.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects what is wrong. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    void add(String file, String problem, String expected) {
        all.add(new Finding(file, oneLine(problem), oneLine(expected)));
    }

    /** Adds a finding unless two values are equal; what is absent in a manifest (null) is not wrong. */
    void compare(String file, String what, Object found, Object expected) {
        if (found != null && !Objects.equals(found, expected)) {
            add(file, what + " is " + found, String.valueOf(expected));
        }
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\p{Cntrl}+", " ");
    }
}
