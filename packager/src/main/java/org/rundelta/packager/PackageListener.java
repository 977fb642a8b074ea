package org.rundelta.packager;

/** Told how far an encoding is; called from several threads. */
public interface PackageListener {
    /** Wants to know nothing. */
    PackageListener NONE = new PackageListener() {
        @Override
        public void started(long segments) {}

        @Override
        public void segmentDone() {}
    };

    /**
     * Encoding begins.
     *
     * @param segments how many there will be, -1 if not known
     */
    void started(long segments);

    /** So many segments of an interrupted run are kept, each at one rung. */
    default void kept(int segments) {}

    /** One more segment is encoded at all rungs. */
    void segmentDone();
}
