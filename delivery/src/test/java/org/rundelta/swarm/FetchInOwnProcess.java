package org.rundelta.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A fetch in a process that can be killed: torrent, folder, and the peer to fetch from. */
final class FetchInOwnProcess {
    private FetchInOwnProcess() {}

    public static void main(String[] args) throws Exception {
        String[] seed = args[2].split(":", 2);
        PeerOptions options = new PeerOptions(
                InetAddress.getLoopbackAddress(),
                0,
                List.of(new InetSocketAddress(seed[0], Integer.parseInt(seed[1]))),
                0,
                0,
                PeerOptions.SLOTS,
                false,
                false);
        try (Peer peer = Peer.start(Metainfo.read(Path.of(args[0])), Path.of(args[1]), options, PeerListener.NONE)) {
            peer.awaitComplete();
        }
    }
}
