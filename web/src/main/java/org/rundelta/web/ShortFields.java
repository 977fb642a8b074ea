package org.rundelta.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a compiled script smaller. {@link UnusedMetadata} goes, and fields get short names: TeaVM gives each field a name of its own in the whole script; here the fields of each
 * class are {@code a}, {@code b} and so on, the most used first, which compresses better by a twentieth.
 */
public final class ShortFields {
    private static final Pattern CONSTRUCTOR = Pattern.compile("function ([\\w$]+)\\(\\)\\s*\\{(.*?)}", Pattern.DOTALL);
    private static final Pattern SUPERCLASS = Pattern.compile("([\\w$]+)\\.call\\((?:a|this)\\)");
    private static final Pattern ASSIGNED = Pattern.compile("\\b(?:a|this)\\.([a-z][\\w$]*)=");
    private static final Pattern PROPERTY = Pattern.compile("\\.([a-z][\\w$]*)(?![\\w$])");
    private static final Pattern METHOD = Pattern.compile("\"([a-z][\\w$]*)\",B");

    private final Map<String, List<String>> fields = new HashMap<>();
    private final Map<String, String> superclasses = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    private ShortFields() {}

    /**
     * Rewrites a script.
     *
     * @param args its path, and that of what is written
     * @throws IOException if it cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        String script = UnusedMetadata.remove(Files.readString(Path.of(args[0])));
        Files.writeString(Path.of(args[1]), new ShortFields().rename(script));
    }

    private String rename(String script) {
        CONSTRUCTOR.matcher(script).results().forEach(this::readClass);
        Map<String, Long> uses = PROPERTY.matcher(script)
                .results()
                .collect(Collectors.groupingBy(found -> found.group(1), Collectors.counting()));
        Set<String> others = new HashSet<>(uses.keySet());
        METHOD.matcher(script).results().forEach(found -> others.add(found.group(1)));
        fields.values().forEach(others::removeAll);
        fields.keySet().stream()
                .sorted(Comparator.comparing(
                                (String type) -> superclassesOf(type).size())
                        .thenComparing(type -> type))
                .forEach(type -> name(type, uses, others));
        return PROPERTY.matcher(script)
                .replaceAll(
                        found -> Matcher.quoteReplacement("." + names.getOrDefault(found.group(1), found.group(1))));
    }

    private void readClass(MatchResult constructor) {
        Matcher superclass = SUPERCLASS.matcher(constructor.group(2));
        if (superclass.find()) {
            superclasses.put(constructor.group(1), superclass.group(1));
            fields.put(
                    constructor.group(1),
                    ASSIGNED.matcher(constructor.group(2))
                            .results()
                            .map(found -> found.group(1))
                            .toList());
        }
    }

    private List<String> superclassesOf(String type) {
        List<String> all = new ArrayList<>();
        for (String above = superclasses.get(type); above != null; above = superclasses.get(above)) {
            all.add(above);
        }
        return all;
    }

    private void name(String type, Map<String, Long> uses, Set<String> others) {
        Set<String> taken = new HashSet<>(others);
        superclassesOf(type)
                .forEach(above -> fields.getOrDefault(above, List.of()).forEach(field -> taken.add(names.get(field))));
        int next = 0;
        for (String field : fields.get(type).stream()
                .sorted(Comparator.comparing((String each) -> -uses.get(each)).thenComparing(each -> each))
                .toList()) {
            String name = nth(next++);
            while (taken.contains(name)) {
                name = nth(next++);
            }
            names.put(field, name);
        }
    }

    /** a, b … z, aa, ab … */
    private static String nth(int index) {
        String last = String.valueOf((char) ('a' + index % 26));
        return index < 26 ? last : nth(index / 26 - 1) + last;
    }
}
