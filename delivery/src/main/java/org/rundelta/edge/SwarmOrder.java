package org.rundelta.edge;

import java.util.List;
import org.rundelta.cache.OrderedFile;
import org.rundelta.swarm.Metainfo;
import org.rundelta.swarm.SwarmException;

/**
 * A torrent whose files an edge is to hold.
 *
 * @param torrent the torrent file; in JSON, in base64
 * @param folder where the paths of its files begin here, with a slash at both ends
 * @param bitsPerSecond that the edge sends to other peers at most; 0 for no limit
 * @param pin whether they stay when room is needed
 */
record SwarmOrder(byte[] torrent, String folder, long bitsPerSecond, boolean pin) {
    /** @throws IllegalArgumentException if it cannot be carried out */
    SwarmOrder {
        folder = folder == null ? "/" : folder;
        if (torrent == null) {
            throw new IllegalArgumentException("an order needs a torrent");
        }
        if (!folder.startsWith("/") || !folder.endsWith("/") || bitsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "an order has a folder with slashes at both ends, and bitsPerSecond of 0 or more");
        }
    }

    /** @throws IllegalArgumentException if the torrent is none, or has a file that no edge would serve */
    Metainfo metainfo() {
        try {
            Metainfo metainfo = Metainfo.read(torrent);
            metainfo.files().stream()
                    .filter(file -> !file.isPadding())
                    .forEach(file -> new OrderedFile(path(metainfo, file.path()), file.length(), ""));
            return metainfo;
        } catch (SwarmException e) {
            throw new IllegalArgumentException("no torrent that can be used: " + e.getMessage(), e);
        }
    }

    private static String path(Metainfo metainfo, String path) {
        return path.isEmpty() ? metainfo.name() : path;
    }

    /** The paths of the files here. */
    List<String> paths(Metainfo metainfo) {
        return metainfo.files().stream()
                .filter(file -> !file.isPadding())
                .map(file -> folder + path(metainfo, file.path()))
                .toList();
    }
}
