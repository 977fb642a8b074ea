package org.rundelta.swarm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of a torrent are when they are whole. Not for several threads at once. */
public interface FilePlaces {
    /** Whether there is anything in the file's place, be it another file. */
    boolean isTaken(TorrentFile file) throws IOException;

    /** Opens what is in the file's place, to read bytes 0 to its length; empty if it has another length, or is not there. */
    Optional<FileChannel> open(TorrentFile file) throws IOException;

    /**
     * Moves a file to its place, instead of what is there.
     *
     * @param whole the file, which would survive a power cut
     */
    void put(TorrentFile file, Path whole) throws IOException;

    /** Returns when what was put would survive a power cut in its place. */
    void flush() throws IOException;

    /** The file's place, for messages. */
    String name(TorrentFile file);
}
