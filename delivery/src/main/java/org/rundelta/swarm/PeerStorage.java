package org.rundelta.swarm;

import java.nio.file.Path;

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

    /** In a folder, whatever the torrent's name is. */
    public static PeerStorage as(Path folder) {
        return new PeerStorage(folder, new FolderPlaces(folder));
    }
}
