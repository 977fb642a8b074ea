package org.rundelta.simulate;

/** A trace or a description of a title is malformed, unsupported or over a limit; the message is one line and says where. */
public final class SimulationException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MAX_MESSAGE = 400;

    SimulationException(String message) {
        super(oneLine(message));
    }

    SimulationException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** What was read is quoted in messages. */
    private static String oneLine(String message) {
        String line = message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
        return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "..." : line;
    }
}
