package org.rundelta.web;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes out of a script what TeaVM says of classes that nobody asks for: those without virtual methods that are at most
 * instantiated, and neither extended, nor stored in arrays, nor told from others. And the numbers for hash codes.
 */
final class UnusedMetadata {
    private static final String IDENTIFIER = "(?<![\\w$.])[A-Za-z_$][\\w$]*";
    private static final Pattern NAME = Pattern.compile(IDENTIFIER);
    private static final Pattern HASH = Pattern.compile("\\b(?:a|this)\\.\\$id\\$\\s*=\\s*0;");
    private static final Pattern WITHOUT_FIELDS = Pattern.compile("([\\w$]+)=superclass=>");

    /** Name, package, superclass, interfaces, modifiers, and no outer class, no set-up, no methods. */
    private static final Pattern ENTRY = Pattern.compile(
            "(?<=[\\[,\\n])([\\w$]+),\\s*0,\\s*[\\w$]+,\\s*\\[[\\w$,\\s]*],\\s*\\d+,\\s*0,\\s*0,\\s*0,?");

    private UnusedMetadata() {}

    static String remove(String script) {
        Matcher withoutFields = WITHOUT_FIELDS.matcher(script);
        if (!withoutFields.find()) {
            throw new IllegalStateException("TeaVM names classes in another way now");
        }
        String definition = "(" + IDENTIFIER + ")=" + Pattern.quote(withoutFields.group(1)) + "\\([\\w$]*\\)";
        Pattern made = Pattern.compile("\\b(?:new|function)\\s+([\\w$]+)|" + definition);
        Pattern defined = Pattern.compile(definition + ",");
        String rest = HASH.matcher(script).replaceAll("");
        for (int before = rest.length() + 1; before > rest.length(); ) {
            before = rest.length();
            Map<String, Long> uses = count(NAME, rest);
            Map<String, Long> known = count(made, rest);
            rest = removeAll(ENTRY, rest, name -> uses.get(name) == 1 + known.getOrDefault(name, 0L));
            Map<String, Long> left = count(NAME, rest);
            rest = removeAll(defined, rest, name -> left.get(name) == 1);
        }
        return rest;
    }

    private static Map<String, Long> count(Pattern pattern, String script) {
        return pattern.matcher(script)
                .results()
                .collect(Collectors.groupingBy(UnusedMetadata::name, Collectors.counting()));
    }

    private static String name(MatchResult found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return found.group();
    }

    private static String removeAll(Pattern pattern, String script, Function<String, Boolean> isUnused) {
        return pattern.matcher(script)
                .replaceAll(found -> isUnused.apply(name(found)) ? "" : Matcher.quoteReplacement(found.group()));
    }
}
