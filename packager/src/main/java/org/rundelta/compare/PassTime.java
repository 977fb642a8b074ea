package org.rundelta.compare;

/**
 * Processor time of one pass over a clip.
 *
 * @param codecNanos of the codec on the calling thread
 * @param otherNanos of all other threads of the process
 */
record PassTime(long codecNanos, long otherNanos) {
    /** Below this the clock's steps and the JVM's own threads, which collect and compile, are all there is. */
    private static final long NOISE_NANOS = 50_000_000;

    /** Part of the codec's time that others must have taken to be taken for its helpers. */
    private static final int HELPER_PART = 4;

    /** Whether the codec seems to have done a good part of the work on threads of its own. */
    boolean helped() {
        return otherNanos > Math.max(NOISE_NANOS, codecNanos / HELPER_PART);
    }
}
