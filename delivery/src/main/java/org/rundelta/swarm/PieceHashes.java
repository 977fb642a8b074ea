package org.rundelta.swarm;

/** What the pieces of a torrent have to be. */
interface PieceHashes {
    /** How many pieces there are. */
    int count();

    /**
     * Whether these bytes are that piece.
     *
     * @param length of the piece, from the beginning of {@code data} on
     */
    boolean matches(int piece, byte[] data, int length);
}
