package org.rundelta.swarm;

/** Who is asked for parts of pieces: a peer, or a web seed. */
interface Source {
    /** Another sent it, so that it need not. */
    void cancelOwn(PieceRequest request);

    /** Its address, for people. */
    String address();
}
