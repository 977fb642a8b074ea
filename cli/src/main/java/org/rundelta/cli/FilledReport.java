package org.rundelta.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rundelta.fill.FillResult;
import org.rundelta.fill.FillResult.EdgeResult;

/**
 * The JSON report of {@code cdn fill} when it has filled.
 *
 * @param filled one for each edge that was to get something
 */
record FilledReport(List<Edge> filled) {

    /**
     * What came of an edge.
     *
     * @param bytes that it was to get
     * @param bytesDone those of them that it has
     * @param problem why it does not have all; empty if it has
     */
    record Edge(String id, long bytes, long bytesDone, String problem) {
        private static Edge of(EdgeResult edge) {
            return new Edge(edge.id(), edge.bytes(), edge.bytesDone(), edge.problem());
        }
    }

    static FilledReport of(FillResult result) {
        return new FilledReport(result.edges().stream().map(Edge::of).toList());
    }

    String text() {
        return filled.stream()
                .map(edge -> String.format(
                        Locale.ROOT, "%s: has %,d of %,d bytes", edge.id(), edge.bytesDone(), edge.bytes()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** A line for each edge that lacks something. */
    List<String> problems() {
        return filled.stream()
                .filter(edge -> !edge.problem().isEmpty())
                .map(edge -> edge.id() + ": " + edge.problem() + "; fill again to go on")
                .toList();
    }
}
