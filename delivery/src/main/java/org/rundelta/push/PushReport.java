package org.rundelta.push;

import java.util.List;

/**
 * The outcome of a push.
 *
 * @param pushed one result per target that has the whole title, in the order in which the targets were named
 */
public record PushReport(List<PushResult> pushed) {
    public PushReport {
        pushed = List.copyOf(pushed);
    }
}
