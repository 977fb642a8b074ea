package org.rundelta.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a torrent on disk, by their numbers, each in its place or, until it is released, in the hidden folder. */
final class StoredFiles implements AutoCloseable {
    private static final int MAX_OPEN = 64;

    private final Metainfo metainfo;
    private final Path folder;
    private final PieceRecord record;
    private final FileSpans spans;
    private final boolean[] isInPlace;
    private final Map<Integer, FileChannel> open = new LinkedHashMap<>(MAX_OPEN, 0.75f, true);

    /** Looks which of them are in their places. */
    StoredFiles(Metainfo metainfo, Path folder, PieceRecord record, FileSpans spans) throws IOException {
        this.metainfo = metainfo;
        this.folder = folder;
        this.record = record;
        this.spans = spans;
        isInPlace = new boolean[spans.files()];
        for (int file = 0; file < isInPlace.length; file++) {
            isInPlace[file] =
                    !Files.exists(record.part(file)) && isThere(metainfo.files().get(file));
        }
    }

    private boolean isThere(TorrentFile file) throws IOException {
        Path path = folder.resolve(metainfo.path(file));
        return file.isPadding() || (Files.isRegularFile(path) && Files.size(path) == file.length());
    }

    /** Where a file lies in the end. */
    Path place(int file) {
        return folder.resolve(metainfo.path(metainfo.files().get(file)));
    }

    /** Whether there is anything of the file. */
    boolean isThere(int file) {
        return isInPlace[file] || Files.exists(record.part(file));
    }

    private boolean isPadding(int file) {
        return metainfo.files().get(file).isPadding();
    }

    /**
     * Reads as many bytes as {@code target} has room for.
     *
     * @throws EndOfFile if they are not there
     */
    void read(long start, ByteBuffer target) throws IOException {
        spans.each(start, target, (file, position, part) -> {
            if (isPadding(file)) {
                part.put(new byte[part.remaining()]);
            }
            readFully(file, position, part);
        });
    }

    private void readFully(int file, long start, ByteBuffer part) throws IOException {
        long position = start;
        while (part.hasRemaining()) {
            int count = channel(file).read(part, position);
            if (count < 0) {
                throw new EndOfFile(current(file) + " is shorter than it was: do not change it while it is shared");
            }
            position += count;
        }
    }

    /** A file is shorter than it should be. */
    static final class EndOfFile extends IOException {
        private static final long serialVersionUID = 1L;

        EndOfFile(String message) {
            super(message);
        }
    }

    /** Writes what differs from what is there. */
    void write(long start, ByteBuffer data) throws IOException {
        spans.each(start, data, this::write);
    }

    private void write(int file, long position, ByteBuffer part) throws IOException {
        if (isPadding(file) || (isInPlace[file] && isSame(file, position, part))) {
            return;
        }
        takeFromPlace(file);
        long at = position;
        while (part.hasRemaining()) {
            at += channel(file).write(part, at);
        }
    }

    private boolean isSame(int file, long position, ByteBuffer part) throws IOException {
        ByteBuffer there = ByteBuffer.allocate(part.remaining());
        readFully(file, position, there);
        return there.flip().equals(part);
    }

    /** What differs from the file that was there goes into a copy, since people may be using the file. */
    private void takeFromPlace(int file) throws IOException {
        if (isInPlace[file]) {
            forget(file);
            Files.createDirectories(record.part(file).getParent());
            Files.copy(current(file), record.part(file), StandardCopyOption.REPLACE_EXISTING);
            isInPlace[file] = false;
        }
    }

    /** Puts a file that is whole in its place. */
    void release(int file) throws IOException {
        if (isInPlace[file]) {
            return;
        }
        Path place = place(file);
        Files.createDirectories(place.getParent());
        if (spans.isEmpty(file)) {
            Files.deleteIfExists(place);
            Files.createFile(place);
        } else {
            forget(file);
            Files.move(record.part(file), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        isInPlace[file] = true;
    }

    private Path current(int file) {
        return isInPlace[file] ? place(file) : record.part(file);
    }

    private FileChannel channel(int file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            if (open.size() == MAX_OPEN) {
                forget(open.keySet().iterator().next());
            }
            channel = isInPlace[file] ? FileChannel.open(current(file)) : record.open(file);
            open.put(file, channel);
        }
        return channel;
    }

    private void forget(int file) throws IOException {
        FileChannel channel = open.remove(file);
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (Integer file : List.copyOf(open.keySet())) {
            forget(file);
        }
    }
}
