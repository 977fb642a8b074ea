package org.rundelta.compare;

/** Hears how far a comparison is. */
public interface ComparisonListener {
    /**
     * A codec begins a pass over the clip.
     *
     * @param codec its name
     * @param run 0 is the warm-up, which is verified; the others are measured
     */
    void started(String codec, int run);

    /** A pass is over, or left out. */
    void passDone();
}
