package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a peer sends is understood or refused with a {@link SwarmException} of one
 * line. CONTRIBUTING.md says how to fuzz with it; otherwise the kept inputs are replayed.
 */
class WireGuidedFuzzTest {
    private static final int PIECES = 40;
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("10.0.0.1", 6881);
    private static final Metainfo TORRENT = TestTorrents.described(PIECES, 1 << 15);

    static Stream<byte[]> messages() {
        PieceRequest request = new PieceRequest(39, 0, 1 << 14);
        ByteBuffer part = ByteBuffer.allocate(PeerWire.PIECE_HEADER_BYTES + 3);
        PeerWire.putPieceHeader(part, new PieceRequest(2, 5, 3));
        return Stream.of(
                        PeerWire.bitfield(PiecePickerTest.set(0, 7), PIECES),
                        PeerWire.message(PeerWire.HAVE_ALL),
                        PeerWire.have(39),
                        PeerWire.of(PeerWire.REQUEST, request),
                        PeerWire.of(PeerWire.REJECT, request),
                        PeerWire.extended(0, Bencode.encode(Map.of("reqq", 500))),
                        PeerWire.extended(1, PeerGossip.message(List.of(ADDRESS), List.of(ADDRESS))),
                        ByteBuffer.wrap(Bencode.encode(Map.of("m", Map.of("ut_pex", 1), "p", 6881))),
                        ByteBuffer.wrap(PeerGossip.message(List.of(ADDRESS), List.of())),
                        part.clear())
                .map(WireGuidedFuzzTest::array);
    }

    @MethodSource("messages")
    @Timeout(15)
    @FuzzTest
    void messagesAreUnderstoodOrRefused(byte[] data) {
        List<InetSocketAddress> found = new ArrayList<>();
        PeerGossip gossip = new PeerGossip(ADDRESS, false, 6881, found::addAll);
        WireLog log = new WireLog();
        WireReader reader = new WireReader(TORRENT, log);
        ByteBuffer in = ByteBuffer.wrap(data);
        try {
            reader.read(in);
            assertThat(in.remaining()).isLessThan(reader.maxMessage());
        } catch (SwarmException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
        }
        try {
            BencodeDictionary handshake = Bencode.decodeDictionary(data);
            handshake.number("reqq", 0);
            gossip.greeted(handshake);
            gossip.heard(data, 0);
            gossip.tell(List.of(), 0);
        } catch (SwarmException e) {
            assertThat(e.getMessage().lines()).as(e.getMessage()).hasSize(1);
        }
        assertThat(found)
                .hasSizeLessThanOrEqualTo(100)
                .noneMatch(peer -> peer.getAddress().isLoopbackAddress());
        BitSet have = PeerWire.pieces(ByteBuffer.wrap(data, 0, Math.min(data.length, 5)));
        assertThat(PeerWire.pieces(ByteBuffer.wrap(PeerWire.bits(have, PIECES))))
                .isEqualTo(have);
    }

    private static byte[] array(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        return bytes;
    }
}
