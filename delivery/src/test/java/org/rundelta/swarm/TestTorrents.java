package org.rundelta.swarm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Torrents for tests. */
final class TestTorrents {
    static final TorrentOptions SMALL_PIECES = new TorrentOptions(Optional.of(1 << 14), false, List.of(), List.of());

    private TestTorrents() {}

    /** One that is described alone: its hashes are those of nothing. */
    static Metainfo described(int pieces, int pieceLength) {
        long length = (long) pieces * pieceLength - 100;
        return new Metainfo(
                InfoHash.of(new byte[InfoHash.BYTES]),
                "film",
                List.of(new TorrentFile("", length, false)),
                length,
                pieceLength,
                new byte[pieces * InfoHash.BYTES],
                false,
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** Of a file or folder, in pieces of 16 KiB. */
    static Metainfo of(Path source, URI... trackers) throws IOException {
        TorrentOptions options = new TorrentOptions(Optional.of(1 << 14), false, List.of(trackers), List.of());
        return MetainfoReader.read(TorrentMaker.make(source, options, n -> {}));
    }
}
