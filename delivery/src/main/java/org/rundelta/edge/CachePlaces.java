package org.rundelta.edge;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.rundelta.cache.CachedFile;
import org.rundelta.cache.EdgeCache;
import org.rundelta.swarm.FilePlaces;
import org.rundelta.swarm.TorrentFile;

/** The files of a torrent, as an edge's cache holds them. */
final class CachePlaces implements FilePlaces {
    private final EdgeCache cache;
    private final String folder;
    private final String name;
    private final boolean isPinned;

    /**
     * Looks at nothing yet.
     *
     * @param folder where the paths of the files begin
     * @param name of the torrent, if it is a single file
     */
    CachePlaces(EdgeCache cache, String folder, String name, boolean isPinned) {
        this.cache = cache;
        this.folder = folder;
        this.name = name;
        this.isPinned = isPinned;
    }

    @Override
    public boolean isTaken(TorrentFile file) {
        return cache.held(name(file)).isPresent();
    }

    @Override
    public Optional<FileChannel> open(TorrentFile file) throws IOException {
        Optional<CachedFile> held = cache.held(name(file)).filter(found -> found.size() == file.length());
        return held.isPresent() ? Optional.of(cache.read(held.get())) : Optional.empty();
    }

    @Override
    public void put(TorrentFile file, Path whole) throws IOException {
        cache.take(name(file), whole, file.length(), isPinned);
    }

    /** A file that a power cut damages is not held any more, and got anew when it is asked for. */
    @Override
    public void flush() {}

    @Override
    public String name(TorrentFile file) {
        return folder + (file.path().isEmpty() ? name : file.path());
    }
}
