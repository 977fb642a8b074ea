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

    /** One more segment is encoded at all rungs. */
    void segmentDone();
}
