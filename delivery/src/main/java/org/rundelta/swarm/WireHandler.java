package org.rundelta.swarm;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** What is done about each message of a peer. All may throw {@link SwarmException}, which ends the connection. */
interface WireHandler {
    void choke(boolean isChoking) throws SwarmException;

    void interested(boolean isInterested) throws SwarmException;

    void have(int piece) throws SwarmException;

    /** Pieces that the peer has: all, with its first message; some clients tell in two. */
    void bitfield(BitSet have) throws SwarmException;

    void request(PieceRequest request) throws SwarmException;

    void cancel(PieceRequest request) throws SwarmException;

    void reject(PieceRequest request) throws SwarmException;

    /** Bytes that were asked for; {@code data} is valid during the call. */
    void piece(int piece, int begin, ByteBuffer data) throws SwarmException;

    /** An extension's message (BEP 10); type 0 is its handshake. */
    void extended(int type, byte[] payload) throws SwarmException;

    /** Hashes are asked for, of a torrent of version 2 (BEP 52). */
    void hashRequest(byte[] payload) throws SwarmException;
}
