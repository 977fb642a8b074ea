package org.rundelta.swarm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a peer keeps a torrent.
 *
 * @param unfinished the folder in which a hidden folder holds what is not whole, on the same disk as the places
 * @param places of what is
 */
public record PeerStorage(Path unfinished, FilePlaces places) {
    /** Below a folder, under the torrent's name. */
    public static PeerStorage in(Path folder, Metainfo metainfo) {
        return new PeerStorage(folder, new FolderPlaces(folder.resolve(metainfo.name())));
    }

    /** The hidden folders that hold what is not whole of other torrents. */
    public List<Path> unfinishedBut(Metainfo metainfo) throws IOException {
        Path own = PieceRecord.folder(unfinished, metainfo);
        try (Stream<Path> all = Files.list(unfinished)) {
            return all.filter(path -> path.getFileName().toString().startsWith(PieceRecord.PREFIX))
                    .filter(path -> !path.equals(own))
                    .toList();
        }
    }

    /** In a folder, whatever the torrent's name is. */
    public static PeerStorage as(Path folder) {
        return new PeerStorage(folder, new FolderPlaces(folder));
    }
}
