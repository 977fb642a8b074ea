package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The messages between peers, written (BEP 3; fast extension: BEP 6; extension protocol: BEP 10; hashes: BEP 52). All are four bytes of
 * length, one of type, and what the type says; {@link WireReader} reads them.
 */
final class PeerWire {
    /** What is asked for at once; clients refuse more. */
    static final int REQUEST_BYTES = 16 << 10;

    static final int HANDSHAKE_BYTES = 68;
    static final int PIECE_HEADER_BYTES = 13;

    static final int CHOKE = 0;
    static final int UNCHOKE = 1;
    static final int INTERESTED = 2;
    static final int NOT_INTERESTED = 3;
    static final int HAVE = 4;
    static final int BITFIELD = 5;
    static final int REQUEST = 6;
    static final int PIECE = 7;
    static final int CANCEL = 8;
    static final int HAVE_ALL = 14;
    static final int HAVE_NONE = 15;
    static final int REJECT = 16;
    static final int EXTENDED = 20;
    static final int HASH_REQUEST = 21;
    static final int HASH_REJECT = 23;

    /** A root, and four numbers that say which hashes below it. */
    static final int HASH_REQUEST_BYTES = Sha256.BYTES + 4 * Integer.BYTES;

    private static final byte[] PROTOCOL = "\23BitTorrent protocol".getBytes(StandardCharsets.ISO_8859_1);
    private static final int RESERVED_BYTES = 8;
    private static final int INFO_HASH_AT = PROTOCOL.length + RESERVED_BYTES;
    private static final int EXTENSIONS_AT = PROTOCOL.length + 5;
    private static final int EXTENSIONS_BIT = 0x10;
    private static final int FAST_AT = PROTOCOL.length + 7;
    private static final int FAST_BIT = 0x04;

    private PeerWire() {}

    /**
     * The first message of either side.
     *
     * @param peerId 20 bytes
     */
    record Handshake(InfoHash infoHash, String peerId, boolean isFast, boolean hasExtensions) {

        /** Of {@link #HANDSHAKE_BYTES} bytes. */
        static Handshake read(ByteBuffer in) throws SwarmException {
            byte[] bytes = new byte[HANDSHAKE_BYTES];
            in.get(bytes);
            if (!Arrays.equals(bytes, 0, PROTOCOL.length, PROTOCOL, 0, PROTOCOL.length)) {
                throw new SwarmException("speaks another protocol, or encrypts");
            }
            String text = Bencode.string(bytes);
            return new Handshake(
                    InfoHash.of(Bencode.bytes(text.substring(INFO_HASH_AT, INFO_HASH_AT + InfoHash.BYTES))),
                    text.substring(INFO_HASH_AT + InfoHash.BYTES),
                    (bytes[FAST_AT] & FAST_BIT) != 0,
                    (bytes[EXTENSIONS_AT] & EXTENSIONS_BIT) != 0);
        }

        /** With all that this side can. */
        static ByteBuffer write(InfoHash infoHash, String peerId) {
            byte[] reserved = new byte[RESERVED_BYTES];
            reserved[EXTENSIONS_AT - PROTOCOL.length] = EXTENSIONS_BIT;
            reserved[FAST_AT - PROTOCOL.length] = FAST_BIT;
            return ByteBuffer.allocate(HANDSHAKE_BYTES)
                    .put(PROTOCOL)
                    .put(reserved)
                    .put(infoHash.bytes())
                    .put(Bencode.bytes(peerId))
                    .flip();
        }
    }

    static ByteBuffer keepAlive() {
        return ByteBuffer.allocate(Integer.BYTES);
    }

    static ByteBuffer message(int type) {
        return start(type, 0).flip();
    }

    static ByteBuffer have(int piece) {
        return start(HAVE, Integer.BYTES).putInt(piece).flip();
    }

    static ByteBuffer bitfield(BitSet have, int pieces) {
        byte[] bits = bits(have, pieces);
        return start(BITFIELD, bits.length).put(bits).flip();
    }

    /** A bit for each piece, the first is the highest of the first byte. */
    static byte[] bits(BitSet have, int pieces) {
        byte[] bits = new byte[(pieces + Byte.SIZE - 1) / Byte.SIZE];
        for (int piece = have.nextSetBit(0); piece >= 0; piece = have.nextSetBit(piece + 1)) {
            bits[piece / Byte.SIZE] |= (byte) (0x80 >> piece % Byte.SIZE);
        }
        return bits;
    }

    /** What {@link #bits} wrote. */
    static BitSet pieces(ByteBuffer bits) {
        BitSet have = new BitSet(bits.remaining() * Byte.SIZE);
        for (int piece = 0; bits.hasRemaining(); piece += Byte.SIZE) {
            int eight = bits.get();
            for (int i = 0; i < Byte.SIZE; i++) {
                have.set(piece + i, (eight & 0x80 >> i) != 0);
            }
        }
        return have;
    }

    /** A message of the types {@link #REQUEST}, {@link #CANCEL} and {@link #REJECT}. */
    static ByteBuffer of(int type, PieceRequest request) {
        return start(type, 3 * Integer.BYTES)
                .putInt(request.piece())
                .putInt(request.begin())
                .putInt(request.length())
                .flip();
    }

    /** What comes before the bytes asked for. */
    static void putPieceHeader(ByteBuffer out, PieceRequest request) {
        out.putInt(PIECE_HEADER_BYTES - Integer.BYTES + request.length())
                .put((byte) PIECE)
                .putInt(request.piece())
                .putInt(request.begin());
    }

    static ByteBuffer extended(int type, byte[] payload) {
        return start(EXTENDED, 1 + payload.length).put((byte) type).put(payload).flip();
    }

    /** The answer to a message of type {@link #HASH_REQUEST}: the same, refused (BEP 52). */
    static ByteBuffer hashReject(byte[] request) {
        return start(HASH_REJECT, request.length).put(request).flip();
    }

    private static ByteBuffer start(int type, int payload) {
        return ByteBuffer.allocate(Integer.BYTES + 1 + payload)
                .putInt(1 + payload)
                .put((byte) type);
    }
}
