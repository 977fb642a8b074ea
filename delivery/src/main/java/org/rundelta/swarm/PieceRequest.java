package org.rundelta.swarm;

/**
 * A part of a piece that is asked for in one message.
 *
 * @param begin its first byte in the piece
 * @param length in bytes
 */
record PieceRequest(int piece, int begin, int length) {}
