package org.rundelta.swarm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * A swarm piece by piece: everyone sends one piece after the other at its full rate, to one by lot of those that lack
 * something it has, the rarest of that; the seed sends each piece once first. Free riders are sent to by an edge at one piece
 * in eight, or when nobody else lacks anything (tit for tat), and by the seed as all are. All are there from the beginning and
 * stay.
 */
public final class PieceModel {
    private static final int DRAWS = 8;
    private static final int LOOKS = 128;

    /** The sender's slots, of which one is sent to by lot, whoever that is: the others are for those that send. */
    private static final int SLOTS = PeerOptions.SLOTS;

    private final SwarmPlan plan;
    private final Random random;
    private final double pieceBytes;
    private final long[][] has;
    private final long[][] promised;
    private final int[] count;
    private final double[] receiving;
    private final int[] copies;
    private final int[] place;
    private final List<Integer> incomplete = new ArrayList<>();
    private final Queue<Transfer> transfers = new PriorityQueue<>(Comparator.comparingDouble(Transfer::end));
    private final BitSet idle = new BitSet();
    private final BitSet sending = new BitSet();
    private final double[] waited;
    private int firstCopies;

    /** A piece on its way. Edges have the numbers from 0 on, the seed has the next. */
    private record Transfer(int from, int to, int piece, double end) {}

    private PieceModel(SwarmPlan plan, Random random) {
        this.plan = plan;
        this.random = random;
        pieceBytes = (double) plan.bytes() / plan.pieces();
        int edges = plan.edges();
        int words = (plan.pieces() + Long.SIZE - 1) / Long.SIZE;
        has = new long[edges + 1][words];
        promised = new long[edges][words];
        count = new int[edges];
        receiving = new double[edges];
        place = new int[edges];
        waited = new double[edges];
        copies = new int[plan.pieces()];
        for (int edge = 0; edge < edges; edge++) {
            place[edge] = edge;
            incomplete.add(edge);
        }
        for (int piece = 0; piece < plan.pieces(); piece++) {
            set(has[edges], piece);
        }
    }

    /** Runs it; the same seed gives the same. */
    public static SwarmTimes run(SwarmPlan plan, long seed) {
        PieceModel model = new PieceModel(plan, new Random(seed));
        model.run();
        return SwarmTimes.of(plan, model.waited);
    }

    private void run() {
        begin(plan.edges(), 0);
        while (!transfers.isEmpty()) {
            Transfer done = transfers.remove();
            int to = done.to();
            set(has[to], done.piece());
            copies[done.piece()]++;
            receiving[to] -= rate(done.from());
            if (++count[to] == plan.pieces()) {
                waited[to] = done.end();
                complete(to);
            }
            begin(done.from(), done.end());
            if (!sending.get(to)) {
                begin(to, done.end());
            }
            // Whoever found nobody to send to may find the one that has room now.
            if (plan.edgeDown() > 0 && !idle.isEmpty()) {
                begin(idle.nextSetBit(0), done.end());
            }
        }
    }

    private double rate(int source) {
        if (source == plan.edges()) {
            return plan.seedUp();
        }
        return plan.isFreeRider(source) ? 0 : plan.edgeUp();
    }

    /** Has it send the next piece, if there is one for anybody among those that are looked at. */
    private void begin(int source, double now) {
        sending.clear(source);
        idle.clear(source);
        if (rate(source) == 0) {
            return;
        }
        boolean toAll = plan.freeRiders() == 0 || source == plan.edges() || random.nextInt(SLOTS) == 0;
        if (!find(source, now, toAll) && (toAll || !find(source, now, true))) {
            idle.set(source);
        }
    }

    private boolean find(int source, double now, boolean toAll) {
        for (int draw = 0; draw < DRAWS && !incomplete.isEmpty(); draw++) {
            int edge = incomplete.get(random.nextInt(incomplete.size()));
            if ((toAll || !plan.isFreeRider(edge)) && send(source, edge, now)) {
                return true;
            }
        }
        int first = incomplete.isEmpty() ? 0 : random.nextInt(incomplete.size());
        for (int i = 0; i < Math.min(LOOKS, incomplete.size()); i++) {
            int edge = incomplete.get((first + i) % incomplete.size());
            if ((toAll || !plan.isFreeRider(edge)) && send(source, edge, now)) {
                return true;
            }
        }
        return false;
    }

    private boolean send(int source, int edge, double now) {
        double limit = plan.edgeDown() == 0 ? Double.POSITIVE_INFINITY : plan.edgeDown();
        boolean hasRoom = receiving[edge] == 0 || receiving[edge] + rate(source) <= limit;
        if (edge == source || !hasRoom) {
            return false;
        }
        int piece = source == plan.edges() && firstCopies < plan.pieces() ? firstCopies : rarest(source, edge);
        if (piece < 0) {
            return false;
        }
        firstCopies += source == plan.edges() && piece == firstCopies ? 1 : 0;
        set(promised[edge], piece);
        receiving[edge] += rate(source);
        sending.set(source);
        double rate = Math.min(rate(source), limit);
        transfers.add(new Transfer(source, edge, piece, now + pieceBytes / rate));
        return true;
    }

    private static void set(long[] bits, int piece) {
        bits[piece / Long.SIZE] |= 1L << piece;
    }

    /** The rarest that the source has and the edge has not, by lot if there are several; -1 if there is none. */
    private int rarest(int source, int edge) {
        int rarest = -1;
        int ties = 0;
        for (int word = 0; word < has[source].length; word++) {
            long bits = has[source][word] & ~promised[edge][word];
            for (; bits != 0; bits &= bits - 1) {
                int piece = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                if (rarest < 0 || copies[piece] < copies[rarest]) {
                    rarest = piece;
                    ties = 1;
                } else if (copies[piece] == copies[rarest] && random.nextInt(++ties) == 0) {
                    rarest = piece;
                }
            }
        }
        return rarest;
    }

    private void complete(int edge) {
        int last = incomplete.remove(incomplete.size() - 1);
        if (last != edge) {
            incomplete.set(place[edge], last);
            place[last] = place[edge];
        }
    }
}
