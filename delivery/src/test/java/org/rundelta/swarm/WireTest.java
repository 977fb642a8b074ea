package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final int PIECES = 19;
    private static final Metainfo TORRENT = TestTorrents.described(PIECES, 1 << 15);

    private final WireLog log = new WireLog();
    private final WireReader reader = new WireReader(TORRENT, log);

    @Test
    void messagesAreReadHoweverTheyAreCut() throws SwarmException {
        BitSet have = BitSet.valueOf(new long[] {0b1000000000100000001});
        PieceRequest request = new PieceRequest(18, 1 << 14, 77);
        ByteBuffer part = ByteBuffer.allocate(PeerWire.PIECE_HEADER_BYTES + 3);
        PeerWire.putPieceHeader(part, new PieceRequest(2, 5, 3));
        part.put(new byte[] {7, 8, 9}).flip();
        ByteBuffer all = joined(
                PeerWire.extended(0, new byte[] {1, 2}),
                PeerWire.bitfield(have, PIECES),
                PeerWire.keepAlive(),
                PeerWire.message(PeerWire.CHOKE),
                PeerWire.message(PeerWire.UNCHOKE),
                PeerWire.message(PeerWire.INTERESTED),
                PeerWire.message(PeerWire.NOT_INTERESTED),
                PeerWire.have(4),
                PeerWire.of(PeerWire.REQUEST, request),
                PeerWire.of(PeerWire.CANCEL, request),
                PeerWire.of(PeerWire.REJECT, request),
                ByteBuffer.allocate(5 + PeerWire.HASH_REQUEST_BYTES)
                        .putInt(1 + PeerWire.HASH_REQUEST_BYTES)
                        .put((byte) PeerWire.HASH_REQUEST)
                        .rewind(),
                part);
        Random random = new Random(5);
        ByteBuffer in = ByteBuffer.allocate(1000);
        while (all.hasRemaining()) {
            int count = Math.min(all.remaining(), random.nextInt(7));
            in.put(all.slice(all.position(), count));
            all.position(all.position() + count);
            reader.read(in.flip());
            in.compact();
        }
        assertThat(log.lines)
                .containsExactly(
                        "extended 0 [1, 2]",
                        "bitfield {0, 8, 18}",
                        "choke true",
                        "choke false",
                        "interested true",
                        "interested false",
                        "have 4",
                        "request " + request,
                        "cancel " + request,
                        "reject " + request,
                        "hash request of 48",
                        "piece 2 5 [7, 8, 9]");
    }

    @Test
    void allAndNoneAreBitfields() throws SwarmException {
        reader.read(PeerWire.message(PeerWire.HAVE_ALL));
        assertThat(log.lines.get(0)).startsWith("bitfield {0, 1, 2").endsWith("17, 18}");
        reader.read(PeerWire.message(PeerWire.HAVE_NONE));
        assertThat(log.lines.get(1)).isEqualTo("bitfield {}");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).flip(), "2147483647 bytes");
        refused(ByteBuffer.allocate(4).putInt(-1).flip(), "4294967295 bytes");
        refused(PeerWire.have(PIECES), "piece 19 of 19");
        refused(PeerWire.have(-1), "piece -1");
        refused(PeerWire.bitfield(BitSet.valueOf(new long[] {1 << 20}), 24), "has pieces that the torrent has not");
        refused(PeerWire.bitfield(new BitSet(), 8), "wrong length");
        refused(PeerWire.of(PeerWire.REQUEST, new PieceRequest(0, 0, 1 << 15)), "asks for");
        refused(PeerWire.of(PeerWire.REQUEST, new PieceRequest(0, -1, 1)), "asks for");
        refused(PeerWire.of(PeerWire.REQUEST, new PieceRequest(0, 1 << 15, 1)), "asks for");
        refused(PeerWire.of(PeerWire.REQUEST, new PieceRequest(0, Integer.MAX_VALUE, 1)), "asks for");
        refused(ByteBuffer.allocate(5).putInt(1).put((byte) PeerWire.PIECE).flip(), "too short");
        refused(ByteBuffer.allocate(5).putInt(1).put((byte) PeerWire.EXTENDED).flip(), "too short");
    }

    @Test
    void unknownMessagesAreLeftUnheard() throws SwarmException {
        reader.read(ByteBuffer.allocate(7).putInt(3).put((byte) 99).flip().limit(7));
        assertThat(log.lines).isEmpty();
    }

    @Test
    void handshakesAreRead() throws SwarmException {
        String id = "-RD0001-abcdefghijkl";
        PeerWire.Handshake read = PeerWire.Handshake.read(PeerWire.Handshake.write(TORRENT.infoHash(), id));
        assertThat(read).isEqualTo(new PeerWire.Handshake(TORRENT.infoHash(), id, true, true));
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> PeerWire.Handshake.read(ByteBuffer.allocate(PeerWire.HANDSHAKE_BYTES)));
    }

    private void refused(ByteBuffer message, String reason) {
        assertThatExceptionOfType(SwarmException.class)
                .isThrownBy(() -> new WireReader(TORRENT, log).read(message))
                .withMessageContaining(reason);
    }

    private static ByteBuffer joined(ByteBuffer... messages) {
        ByteBuffer all = ByteBuffer.allocate(1000);
        List.of(messages).forEach(all::put);
        return all.flip();
    }
}
