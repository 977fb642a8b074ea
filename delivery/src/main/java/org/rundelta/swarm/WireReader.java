package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** Reads the messages that follow the handshake, as far as they have come in. */
final class WireReader {
    private static final int MAX_EXTENDED = 16 << 10;

    private final Metainfo metainfo;
    private final WireHandler handler;
    private final int bitfieldBytes;

    WireReader(Metainfo metainfo, WireHandler handler) {
        this.metainfo = metainfo;
        this.handler = handler;
        bitfieldBytes = (metainfo.pieces() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** The longest message that is taken, with its length. */
    int maxMessage() {
        int payload = Math.max(PeerWire.REQUEST_BYTES + 2 * Integer.BYTES, Math.max(MAX_EXTENDED, bitfieldBytes));
        return Integer.BYTES + 1 + payload;
    }

    /**
     * Hands on all messages that are whole; the rest remains in {@code in}.
     *
     * @throws SwarmException if one is longer than {@link #maxMessage}, or does not fit the torrent
     */
    void read(ByteBuffer in) throws SwarmException {
        while (in.remaining() >= Integer.BYTES) {
            int length = in.getInt(in.position());
            if (length < 0 || length > maxMessage() - Integer.BYTES) {
                throw new SwarmException("sends a message of " + Integer.toUnsignedString(length) + " bytes");
            }
            if (in.remaining() < Integer.BYTES + length) {
                return;
            }
            ByteBuffer message = in.slice(in.position() + Integer.BYTES, length);
            in.position(in.position() + Integer.BYTES + length);
            if (length > 0) {
                dispatch(message.get(), message);
            }
        }
    }

    private void dispatch(int type, ByteBuffer in) throws SwarmException {
        switch (type) {
            case PeerWire.CHOKE, PeerWire.UNCHOKE -> {
                requireBytes(in, 0);
                handler.choke(type == PeerWire.CHOKE);
            }
            case PeerWire.INTERESTED, PeerWire.NOT_INTERESTED -> {
                requireBytes(in, 0);
                handler.interested(type == PeerWire.INTERESTED);
            }
            case PeerWire.HAVE -> {
                requireBytes(in, Integer.BYTES);
                handler.have(piece(in));
            }
            case PeerWire.BITFIELD -> handler.bitfield(bitfield(in));
            case PeerWire.HAVE_ALL, PeerWire.HAVE_NONE -> {
                requireBytes(in, 0);
                BitSet have = new BitSet(metainfo.pieces());
                have.set(0, type == PeerWire.HAVE_ALL ? metainfo.pieces() : 0);
                handler.bitfield(have);
            }
            case PeerWire.REQUEST -> handler.request(request(in));
            case PeerWire.CANCEL -> handler.cancel(request(in));
            case PeerWire.REJECT -> handler.reject(request(in));
            case PeerWire.PIECE -> handler.piece(piece(in), requireRoom(in).getInt(), in.slice());
            case PeerWire.EXTENDED -> extended(in);
            case PeerWire.HASH_REQUEST -> {
                requireBytes(in, PeerWire.HASH_REQUEST_BYTES);
                handler.hashRequest(bytes(in));
            }
            default -> {
                // Of an extension that is not ours; it may be left unheard.
            }
        }
    }

    private void extended(ByteBuffer in) throws SwarmException {
        if (!in.hasRemaining()) {
            throw new SwarmException("sends a message that is too short");
        }
        int type = in.get();
        handler.extended(type, bytes(in));
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] payload = new byte[in.remaining()];
        in.get(payload);
        return payload;
    }

    private BitSet bitfield(ByteBuffer in) throws SwarmException {
        requireBytes(in, bitfieldBytes);
        BitSet have = PeerWire.pieces(in);
        if (have.length() > metainfo.pieces()) {
            throw new SwarmException("has pieces that the torrent has not");
        }
        return have;
    }

    private PieceRequest request(ByteBuffer in) throws SwarmException {
        requireBytes(in, 3 * Integer.BYTES);
        PieceRequest request = new PieceRequest(piece(in), in.getInt(), in.getInt());
        int length = metainfo.length(request.piece());
        if (request.length() < 1
                || request.length() > PeerWire.REQUEST_BYTES
                || request.begin() < 0
                || request.begin() > length - request.length()) {
            throw new SwarmException(
                    "asks for " + request.length() + " bytes from " + request.begin() + " on, of a piece of " + length);
        }
        return request;
    }

    private int piece(ByteBuffer in) throws SwarmException {
        int piece = requireRoom(in).getInt();
        if (piece < 0 || piece >= metainfo.pieces()) {
            throw new SwarmException("speaks of piece " + piece + " of " + metainfo.pieces());
        }
        return piece;
    }

    private static ByteBuffer requireRoom(ByteBuffer in) throws SwarmException {
        if (in.remaining() < Integer.BYTES) {
            throw new SwarmException("sends a message that is too short");
        }
        return in;
    }

    private static void requireBytes(ByteBuffer in, int bytes) throws SwarmException {
        if (in.remaining() != bytes) {
            throw new SwarmException("sends a message of a wrong length");
        }
    }
}
