package org.rundelta.codec.frame;

/** Decides, for an encoder, how photographic blocks are coded. */
public interface PhotoChooser {
    /**
     * Decides for the block at this place.
     *
     * @param blocks knows all blocks before it
     * @param block takes the decision
     */
    void choose(PhotoBlocks blocks, int column, int row, PhotoBlock block);

    /** Told that the last photographic block of the frame is coded. */
    void end();
}
