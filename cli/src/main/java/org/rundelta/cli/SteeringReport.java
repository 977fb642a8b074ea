package org.rundelta.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a manifest says of steering; what is null is not stated there.
 *
 * @param server whom players ask which pathway to use
 * @param first pathway until it has answered
 * @param isAskedBeforeStart whether an MPD has players wait for its answer before the first segment
 * @param pathways that the manifest names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SteeringReport(String server, String first, Boolean isAskedBeforeStart, List<String> pathways) {
    /** One line. */
    String text() {
        return "steered by " + server
                + (Boolean.TRUE.equals(isAskedBeforeStart) ? ", asked before the start" : "")
                + (first == null ? "" : ", first " + first)
                + (pathways.isEmpty() ? "" : "; pathways " + String.join(", ", pathways));
    }
}
