package org.rundelta.mp4;

/**
 * A file that is malformed, unsupported or over a limit. The message is one line: which of the three, what is wrong,
 * the path of the box, and the byte.
 */
public final class Mp4Exception extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a file is refused. */
    public enum Reason {
        /** It breaks the rules of its format: damaged, cut short, or written by a faulty program. */
        MALFORMED("malformed"),
        /** It may be valid, but uses what is not read here. */
        UNSUPPORTED("unsupported"),
        /** It would take more memory than is granted to it. */
        OVER_LIMIT("over the limit");

        private final String word;

        Reason(String word) {
            this.word = word;
        }
    }

    private final Reason reason;

    Mp4Exception(Reason reason, String problem, String place) {
        super(reason.word + " MP4: " + problem + " (" + place + ")");
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
