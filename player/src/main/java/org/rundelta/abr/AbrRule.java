package org.rundelta.abr;

/**
 * Decides which rung of each segment a client fetches. The client calls it in the order of what happens; a rule is pure in
 * that it knows nothing else, so equal calls give equal decisions.
 *
 * <p>To add one: a class, and its line in {@link AbrRules}.
 */
public interface AbrRule {
    /** What {@link #abandon} answers to a download that goes on. */
    int KEEP = -1;

    /**
     * Chooses what to fetch next. Called for each segment, and again for one whose download was abandoned.
     *
     * @param seen at the first segment without a throughput estimate
     */
    Decision decide(Observation seen);

    /**
     * Whether to abandon a download that is under way; not asked at the first segment, without which nothing plays.
     *
     * @param soFar what has come of it
     * @param bufferMs the buffer level now
     * @return the lower rung that it would be abandoned for, or {@link #KEEP}
     */
    default int abandon(Download soFar, double bufferMs) {
        return KEEP;
    }

    /**
     * Tells that a download has ended.
     *
     * @param bufferMs the buffer level now, with what was downloaded
     */
    default void finished(Download download, double bufferMs) {}

    /**
     * Tells that a download has been abandoned.
     *
     * @param lower the rung that {@link #abandon} named
     * @param bufferMs the buffer level now
     */
    default void abandoned(Download download, int lower, double bufferMs) {}

    /** Tells that the client waited because the buffer was full. */
    default void waited(double ms) {}
}
