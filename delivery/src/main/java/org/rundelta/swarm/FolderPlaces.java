package org.rundelta.swarm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Files below a folder. */
final class FolderPlaces implements FilePlaces {
    private final Path folder;
    private final Set<Path> unforced = new LinkedHashSet<>();

    /** @param folder of the torrent's files; of a single one, itself */
    FolderPlaces(Path folder) {
        this.folder = folder;
    }

    private Path place(TorrentFile file) {
        return folder.resolve(file.path());
    }

    @Override
    public boolean isTaken(TorrentFile file) {
        return Files.exists(place(file), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Optional<FileChannel> open(TorrentFile file) throws IOException {
        Path place = place(file);
        return Files.isRegularFile(place) && Files.size(place) == file.length()
                ? Optional.of(FileChannel.open(place))
                : Optional.empty();
    }

    @Override
    public void put(TorrentFile file, Path whole) throws IOException {
        Path place = place(file);
        Files.createDirectories(place.getParent());
        Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        unforced.add(place.getParent());
        for (Path made = place.getParent(); made.startsWith(folder) && !made.equals(folder); made = made.getParent()) {
            unforced.add(made.getParent());
        }
    }

    @Override
    public void flush() throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Forcing.force(unforced);
        }
        unforced.clear();
    }

    @Override
    public String name(TorrentFile file) {
        return place(file).toString();
    }
}
