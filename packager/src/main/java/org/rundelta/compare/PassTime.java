package org.rundelta.compare;

/**
 * Processor time of one pass over a clip.
 *
 * @param codecNanos of the codec on the calling thread
 * @param otherNanos of other threads, those of the JVM not counted
 */
record PassTime(long codecNanos, long otherNanos) {
    /** Below this it may be the clock's steps, or threads of the JVM whose time is not known exactly. */
    private static final long NOISE_NANOS = 50_000_000;

    /** Part of the codec's time that others must have taken to be taken for its helpers. */
    private static final int HELPER_PART = 4;

    /** Whether the codec seems to have done a good part of the work on threads of its own. */
    boolean helped() {
        return otherNanos > Math.max(NOISE_NANOS, codecNanos / HELPER_PART);
    }
}
