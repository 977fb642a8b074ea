package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Writes down what it is told, a line for each message, and which pieces the other end has. */
final class WireLog implements WireHandler {
    final List<String> lines = new ArrayList<>();
    final BitSet has = new BitSet();

    @Override
    public void choke(boolean isChoking) {
        lines.add("choke " + isChoking);
    }

    @Override
    public void interested(boolean isInterested) {
        lines.add("interested " + isInterested);
    }

    @Override
    public void have(int piece) {
        lines.add("have " + piece);
        has.set(piece);
    }

    @Override
    public void bitfield(BitSet have) {
        lines.add("bitfield " + have);
        has.or(have);
    }

    @Override
    public void request(PieceRequest request) {
        lines.add("request " + request);
    }

    @Override
    public void cancel(PieceRequest request) {
        lines.add("cancel " + request);
    }

    @Override
    public void reject(PieceRequest request) {
        lines.add("reject " + request);
    }

    @Override
    public void piece(int piece, int begin, ByteBuffer data) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        lines.add("piece " + piece + " " + begin + " " + Arrays.toString(bytes));
    }

    @Override
    public void extended(int type, byte[] payload) {
        lines.add("extended " + type + " " + Arrays.toString(payload));
    }

    @Override
    public void hashRequest(byte[] payload) {
        lines.add("hash request of " + payload.length);
    }
}
