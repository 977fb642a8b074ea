package org.rundelta.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.rundelta.mp4.Box;

/** Finds boxes and fields in a tree of boxes. */
final class Boxes {
    private Boxes() {}

    /** All boxes of that type in the list itself. */
    static Stream<Box> all(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type().equals(type));
    }

    /** The first box down a path of types. */
    static Optional<Box> find(List<Box> boxes, String... path) {
        Optional<Box> found = all(boxes, path[0]).findFirst();
        for (int i = 1; i < path.length; i++) {
            String type = path[i];
            found = found.flatMap(box -> all(box.children(), type).findFirst());
        }
        return found;
    }

    static Optional<String> text(Box box, String field) {
        return box.fields().stream()
                .filter(candidate -> candidate.name().equals(field))
                .map(Box.Field::value)
                .findFirst();
    }

    static OptionalLong number(Box box, String field) {
        return text(box, field).stream().mapToLong(Long::parseLong).findFirst();
    }
}
