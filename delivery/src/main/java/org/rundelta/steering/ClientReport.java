package org.rundelta.steering;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a player says in the query of its request (RFC 8216bis, 7.4, and ETSI TS 103 998, 7, step 7, for the names that begin
 * with {@code _DASH_}), and what an answer before had it say again. What is malformed is as if it were not there.
 *
 * @param pathway that it used last, or null
 * @param bitsPerSecond that it got from there; 0 if it does not say
 * @param leftUntilMs pathways that it was led away from, by when it may come back, in milliseconds since 1970
 * @param isHls whether it plays HLS
 * @param others the parameters that are not steering's, as they were, for the next request
 */
record ClientReport(String pathway, double bitsPerSecond, Map<String, Long> leftUntilMs, boolean isHls, String others) {

    /** The parameter in which answers have players say again what they were led away from. */
    static final String LEFT = "left";

    private static final Pattern PARAMETER = Pattern.compile("_(DASH|HLS)_(pathway|throughput)");
    /** What may stand in a query (RFC 3986, 3.4), but for what tells parameters apart. */
    private static final Pattern OTHER = Pattern.compile("(?:[A-Za-z0-9._~!$'()*+,;:@/?=-]|%[0-9A-Fa-f]{2})+");

    private static final Pattern THROUGHPUT = Pattern.compile("\\d{1,15}");
    private static final Pattern LEAVING = Pattern.compile("([A-Za-z0-9._-]+):(\\d{1,12})");
    private static final long MS_PER_SECOND = 1000;

    /** @param query of the request as it was sent, or null */
    static ClientReport parse(String query) {
        List<String> pathways = List.of();
        List<String> throughputs = List.of();
        Map<String, Long> left = new LinkedHashMap<>();
        boolean isHls = false;
        List<String> others = new ArrayList<>();
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            List<String> values = values(parameter.substring(equals + 1));
            Matcher steering = PARAMETER.matcher(name);
            if (steering.matches()) {
                isHls |= steering.group(1).equals("HLS");
                if (steering.group(2).equals("pathway")) {
                    pathways = values;
                } else {
                    throughputs = values;
                }
            } else if (name.equals(LEFT)) {
                values.forEach(value -> addLeft(value, left));
            } else if (OTHER.matcher(parameter).matches()) {
                others.add(parameter);
            }
        }
        // Of several, players put those that they used later behind.
        int last = pathways.size() - 1;
        String throughput = last >= 0 && last < throughputs.size() ? throughputs.get(last) : "";
        return new ClientReport(
                last < 0 || pathways.get(last).isEmpty() ? null : pathways.get(last),
                THROUGHPUT.matcher(throughput).matches() ? Double.parseDouble(throughput) : 0,
                left,
                isHls,
                String.join("&", others));
    }

    private static void addLeft(String value, Map<String, Long> left) {
        Matcher leaving = LEAVING.matcher(value);
        if (leaving.matches()) {
            left.put(leaving.group(1), Long.parseLong(leaving.group(2)) * MS_PER_SECOND);
        }
    }

    /** A list, percent-decoded, and without the quotes around it. */
    private static List<String> values(String encoded) {
        try {
            String text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
            return List.of((isQuoted ? text.substring(1, text.length() - 1) : text).split(",", -1));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The query for the next request; empty for none. */
    String nextQuery(Map<String, Long> nextLeftUntilMs) {
        List<String> entries = new ArrayList<>();
        nextLeftUntilMs.forEach((id, untilMs) -> entries.add(id + ":" + untilMs / MS_PER_SECOND));
        String remembered = entries.isEmpty() ? "" : LEFT + "=" + String.join(",", entries);
        return others + (others.isEmpty() || remembered.isEmpty() ? "" : "&") + remembered;
    }
}
