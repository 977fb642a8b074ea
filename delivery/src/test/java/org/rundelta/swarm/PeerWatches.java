package org.rundelta.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Connections to peers that ask them for nothing, and hear which pieces they have. */
final class PeerWatches implements AutoCloseable {
    private final Metainfo torrent;
    private final List<Watch> watches = new ArrayList<>();

    PeerWatches(List<PeerProcess> peers, Metainfo torrent) throws IOException {
        this.torrent = torrent;
        for (PeerProcess peer : peers) {
            watches.add(new Watch(peer.address(), torrent));
        }
    }

    /** Whether each piece is with one of them, as far as they told. */
    boolean isOneCopyThere() throws IOException {
        BitSet there = new BitSet();
        for (Watch watch : watches) {
            watch.hear();
            there.or(watch.log.has);
        }
        return there.cardinality() == torrent.pieces();
    }

    @Override
    public void close() throws IOException {
        for (Watch watch : watches) {
            watch.channel.close();
        }
    }

    private static final class Watch {
        private final SocketChannel channel;
        private final WireLog log = new WireLog();
        private final WireReader reader;
        private final ByteBuffer in = ByteBuffer.allocate(64 << 10);

        private Watch(InetSocketAddress peer, Metainfo torrent) throws IOException {
            reader = new WireReader(torrent, log);
            channel = SocketChannel.open(peer);
            String id = String.format(Locale.ROOT, "-XX0002-%012d", peer.getPort());
            channel.write(PeerWire.Handshake.write(torrent.infoHash(), id));
            while (in.position() < PeerWire.HANDSHAKE_BYTES) {
                assertThat(channel.read(in)).isPositive();
            }
            in.flip();
            PeerWire.Handshake.read(in);
            in.compact();
            channel.configureBlocking(false);
        }

        private void hear() throws IOException {
            while (channel.read(in) > 0) {
                in.flip();
                reader.read(in);
                in.compact();
            }
        }
    }
}
