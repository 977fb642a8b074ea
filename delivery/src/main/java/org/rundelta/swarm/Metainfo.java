package org.rundelta.swarm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a torrent file says (BEP 3, with 12, 19, 27, 47 and 52): files one after the other make up one sequence of bytes, cut
 * into pieces of equal length but the last, each with its hash. Of version 2 alone, there is padding after each file that
 * does not fill its last piece: libtorrent sends and asks for it, too.
 *
 * @param infoHash the torrent's name in the protocol
 * @param name of the file, or of the folder of all files
 * @param files in the order of their bytes
 * @param length of all files, in bytes
 * @param pieceLength in bytes
 * @param hashes of the pieces
 * @param isPrivate whether peers may be had from the trackers alone
 * @param trackers tiers of announce URLs, best first
 * @param webSeeds URLs of HTTP servers that have the files
 * @param infoHash2 the torrent's name to peers of version 2, 64 hexadecimal digits, if it is for these (BEP 52); of a
 *     hybrid, ours speak version 1 with them
 */
public record Metainfo(
        InfoHash infoHash,
        String name,
        List<TorrentFile> files,
        long length,
        int pieceLength,
        PieceHashes hashes,
        boolean isPrivate,
        List<List<URI>> trackers,
        List<URI> webSeeds,
        Optional<String> infoHash2) {
    private static final int MAX_BYTES = 32 << 20;

    /**
     * Reads a torrent file.
     *
     * @throws SwarmException if it is none, or its files would lie outside their folder, or it is over a limit
     */
    public static Metainfo read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "Is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] data = in.readNBytes(MAX_BYTES + 1);
            if (data.length > MAX_BYTES) {
                throw new SwarmException("longer than " + MAX_BYTES + " bytes");
            }
            return MetainfoReader.read(data);
        } catch (SwarmException e) {
            throw new SwarmException(file + " is no torrent that can be used: " + e.getMessage());
        }
    }

    /**
     * Reads the content of a torrent file.
     *
     * @throws SwarmException as above
     */
    public static Metainfo read(byte[] content) throws SwarmException {
        return MetainfoReader.read(content);
    }

    /** How many pieces there are. */
    public int pieces() {
        return hashes.count();
    }

    /** Bytes of a piece: all the same but the last. */
    int length(int piece) {
        return (int) Math.min(pieceLength, length - (long) piece * pieceLength);
    }

    /** Whether the first bytes of {@code data} are that piece. */
    boolean matches(int piece, byte[] data) {
        return hashes.matches(piece, data, length(piece));
    }

    /** Where a file lies below the folder that the torrent is fetched into, parts separated by {@code /}. */
    String path(TorrentFile file) {
        return file.path().isEmpty() ? name : name + "/" + file.path();
    }
}
