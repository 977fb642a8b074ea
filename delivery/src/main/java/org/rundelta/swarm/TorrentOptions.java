package org.rundelta.swarm;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How a torrent is made.
 *
 * @param pieceLength in bytes, a power of two from 16 KiB to 64 MiB; by default the smallest from 64 KiB on that makes at
 *     most 2000 pieces
 * @param isPrivate whether peers may be had from the trackers alone (BEP 27)
 * @param trackers announce URLs, best first
 * @param webSeeds URLs of folders, ending in {@code /}, in which HTTP servers have the file or folder under its name; or of the
 *     file itself
 * @param isHybrid whether it is for peers of version 2, too (BEP 52): files begin at pieces, and have hash trees
 */
public record TorrentOptions(
        Optional<Integer> pieceLength, boolean isPrivate, List<URI> trackers, List<URI> webSeeds, boolean isHybrid) {

    /** Checks the piece length and the URLs. */
    public TorrentOptions {
        trackers.forEach(tracker -> requireUrl("tracker", tracker));
        webSeeds.forEach(webSeed -> requireUrl("web seed", webSeed));
        int length = pieceLength.orElse(MetainfoReader.MIN_PIECE_LENGTH);
        if (length < MetainfoReader.MIN_PIECE_LENGTH
                || length > MetainfoReader.MAX_PIECE_LENGTH
                || Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException(
                    "pieces of " + length + " bytes: give a power of two from 16 KiB to 64 MiB");
        }
    }

    /** For peers of version 1 alone. */
    public TorrentOptions(Optional<Integer> pieceLength, boolean isPrivate, List<URI> trackers, List<URI> webSeeds) {
        this(pieceLength, isPrivate, trackers, webSeeds, false);
    }

    /** The same for peers of version 2, too. */
    public TorrentOptions hybrid() {
        return new TorrentOptions(pieceLength, isPrivate, trackers, webSeeds, true);
    }

    /** What is for others alone, as UDP trackers are, may be there. */
    private static void requireUrl(String what, URI url) {
        if (url.getScheme() == null || url.getHost() == null) {
            throw new IllegalArgumentException(
                    what + " " + url + " is no URL: give one of a server, as http://10.0.0.1:8000/");
        }
    }
}
