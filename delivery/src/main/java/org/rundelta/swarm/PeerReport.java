package org.rundelta.swarm;

/**
 * What a peer did.
 *
 * @param left bytes that are missing
 * @param received bytes of pieces that came in, those of no use with them
 * @param sent bytes of pieces that went out
 * @param peers that are connected
 * @param banned addresses of peers that sent what was wrong
 */
public record PeerReport(long left, long received, long sent, int peers, int banned) {
    /** Whether it has every piece. */
    public boolean isComplete() {
        return left == 0;
    }
}
