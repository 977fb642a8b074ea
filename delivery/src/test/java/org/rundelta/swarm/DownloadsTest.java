package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DownloadsTest {
    private static final int PIECES = 3;
    private static final int PARTS = 2;
    private static final Metainfo TORRENT = TestTorrents.described(PIECES, PARTS * PeerWire.REQUEST_BYTES);
    private static final BitSet ALL = PiecePickerTest.set(0, PIECES);

    private final PiecePicker picker = new PiecePicker(PIECES, new BitSet(), false, new Random(4));
    private final Downloads<String> downloads = new Downloads<>(TORRENT, picker);

    @Test
    void pieceIsOfOnePeerWhileThereAreOthers() {
        PieceRequest a1 = downloads.next("a", ALL);
        PieceRequest b1 = downloads.next("b", ALL);
        PieceRequest a2 = downloads.next("a", ALL);
        assertThat(a2.piece()).isEqualTo(a1.piece()).isNotEqualTo(b1.piece());
        assertThat(a2.begin()).isEqualTo(PeerWire.REQUEST_BYTES);
        assertThat(downloads.next("a", ALL).piece()).isNotIn(a1.piece(), b1.piece());
    }

    @Test
    void inTheEndOthersAreAskedForTheSame() {
        List<PieceRequest> ofA = askForAll("a");
        assertThat(ofA).hasSize(PIECES * PARTS);
        List<PieceRequest> ofB = askForAll("b");
        assertThat(ofB).containsExactlyInAnyOrderElementsOf(ofA);
        assertThat(askForAll("c")).as("two are enough").isEmpty();
        Downloads.Received<String> result = receive("b", ofB.get(0));
        assertThat(result.others()).containsExactly("a");
        assertThat(receive("a", ofB.get(0)).others()).as("it is there").isEmpty();
        receive("a", ofB.get(1));
        assertThat(receive("b", ofB.get(1)).whole()).as("already whole").isEmpty();
    }

    @Test
    void whatIsDroppedIsAskedOfOthers() {
        List<PieceRequest> ofA = askForAll("a");
        ofA.forEach(request -> downloads.dropped("a", request));
        downloads.gone("a");
        assertThat(askForAll("b")).containsExactlyInAnyOrderElementsOf(ofA);
    }

    @Test
    void wholePieceTellsWhoSentIt() {
        PieceRequest first = downloads.next("a", ALL);
        PieceRequest second = downloads.next("a", ALL);
        assertThat(receive("a", first).whole()).isEmpty();
        Partial<String> whole = receive("a", second).whole().orElseThrow();
        assertThat(whole.senders()).containsExactly("a");
        assertThat(whole.data).hasSize(TORRENT.length(whole.piece)).contains(1, 2);
        downloads.passed(whole.piece);
        assertThat(picker.isMissing(whole.piece)).isFalse();
    }

    @Test
    void pieceThatWasWrongComesFromOnePeerAlone() {
        List<PieceRequest> ofA = askForAll("a");
        int piece = ofA.get(0).piece();
        receive("a", ofA.get(0));
        downloads.dropped("a", ofA.get(1));
        PieceRequest ofB = downloads.next("b", ALL);
        assertThat(ofB).isEqualTo(ofA.get(1));
        assertThat(receive("b", ofB).whole().orElseThrow().senders()).containsExactlyInAnyOrder("a", "b");
        downloads.failed(piece);
        assertThat(downloads.next("b", ALL).piece()).isEqualTo(piece);
        assertThat(downloads.next("c", PiecePickerTest.set(piece, piece + 1))).isNull();
        downloads.gone("b");
        assertThat(downloads.next("c", PiecePickerTest.set(piece, piece + 1))).isEqualTo(ofA.get(0));
    }

    private List<PieceRequest> askForAll(String peer) {
        List<PieceRequest> asked = new ArrayList<>();
        for (PieceRequest next = downloads.next(peer, ALL); next != null; next = downloads.next(peer, ALL)) {
            asked.add(next);
        }
        return asked;
    }

    private Downloads.Received<String> receive(String peer, PieceRequest request) {
        byte[] data = new byte[request.length()];
        data[0] = (byte) (1 + request.begin() / PeerWire.REQUEST_BYTES);
        return downloads.received(peer, request, ByteBuffer.wrap(data));
    }
}
