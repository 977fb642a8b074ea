package org.rundelta.cdn;

/**
 * Which edge of a region a title's viewers are sent to, of those that a mask allows: always the same, so that edges hold
 * different titles, and if it is down, each title to another one (rendezvous hashing).
 */
final class Routes {
    private final int region;
    private final long all;
    private final byte[] best;

    Routes(int region, int edges, int titles) {
        this.region = region;
        all = edges == Long.SIZE ? -1 : (1L << edges) - 1;
        best = new byte[titles];
        for (int title = 0; title < titles; title++) {
            best[title] = (byte) compute(title, all);
        }
    }

    /** A bit for each edge of the region. */
    long all() {
        return all;
    }

    /** The edge within the region; -1 if none is allowed. */
    int edge(int title, long allowed) {
        return (allowed >>> best[title] & 1) == 1 ? best[title] : compute(title, allowed);
    }

    private int compute(int title, long allowed) {
        int chosen = -1;
        long highest = Long.MIN_VALUE;
        for (long rest = allowed; rest != 0; rest &= rest - 1) {
            int edge = Long.numberOfTrailingZeros(rest);
            long rank = Hash.of(Hash.of(title) + (long) region * Long.SIZE + edge);
            if (chosen < 0 || rank > highest) {
                highest = rank;
                chosen = edge;
            }
        }
        return chosen;
    }

    /** One of the edges in a mask, in turn. */
    static int inTurn(long mask, int turn) {
        long rest = mask;
        for (int skip = turn % Long.bitCount(mask); skip > 0; skip--) {
            rest &= rest - 1;
        }
        return Long.numberOfTrailingZeros(rest);
    }
}
