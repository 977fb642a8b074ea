package org.rundelta.swarm;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
                new ListedHashes(new byte[pieces * InfoHash.BYTES]),
                false,
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** What a torrent file holds, as maps that can be changed. */
    static Map<String, Object> plain(byte[] torrent) throws SwarmException {
        return map(plain(Bencode.decodeDictionary(torrent)));
    }

    private static Object plain(Object value) {
        if (!(value instanceof BencodeDictionary dictionary)) {
            return value instanceof List<?> list
                    ? list.stream().map(TestTorrents::plain).toList()
                    : value;
        }
        Map<String, Object> map = new TreeMap<>();
        dictionary.values().forEach((key, element) -> map.put(key, plain(element)));
        return map;
    }

    @SuppressWarnings("unchecked") // they come from plain()
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** A hybrid, in pieces of 32 KiB, without what is for peers of version 1. */
    static Map<String, Object> version2(Path source) throws IOException {
        TorrentOptions hybrid = new TorrentOptions(Optional.of(1 << 15), false, List.of(), List.of()).hybrid();
        Map<String, Object> torrent = plain(TorrentMaker.make(source, hybrid, n -> {}));
        map(torrent.get("info")).keySet().removeAll(List.of("pieces", "files", "length"));
        return torrent;
    }

    /** Of a file or folder, in pieces of 16 KiB. */
    static Metainfo of(Path source, URI... trackers) throws IOException {
        TorrentOptions options = new TorrentOptions(Optional.of(1 << 14), false, List.of(trackers), List.of());
        return MetainfoReader.read(TorrentMaker.make(source, options, n -> {}));
    }
}
