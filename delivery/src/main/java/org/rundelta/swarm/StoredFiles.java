package org.rundelta.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of a torrent, by their numbers, each in its place or, until it is released, in the hidden folder. */
final class StoredFiles implements AutoCloseable {
    private static final int MAX_OPEN = 64;

    private final List<TorrentFile> files;
    private final FilePlaces places;
    private final PieceRecord record;
    private final FileSpans spans;
    private final boolean[] isInPlace;
    private final Map<Integer, FileChannel> open = new LinkedHashMap<>(MAX_OPEN, 0.75f, true);
    private final Set<Integer> unforced = new TreeSet<>();

    /** Looks which of them are in their places. */
    StoredFiles(Metainfo metainfo, FilePlaces places, PieceRecord record, FileSpans spans) throws IOException {
        files = metainfo.files();
        this.places = places;
        this.record = record;
        this.spans = spans;
        isInPlace = new boolean[files.size()];
        for (int file = 0; file < isInPlace.length; file++) {
            isInPlace[file] = !Files.exists(record.part(file)) && isThere(files.get(file));
        }
    }

    private boolean isThere(TorrentFile file) throws IOException {
        if (file.isPadding()) {
            return true;
        }
        Optional<FileChannel> there = places.open(file);
        if (there.isPresent()) {
            there.get().close();
        }
        return there.isPresent();
    }

    /** Where a file is in the end. */
    String name(int file) {
        return places.name(files.get(file));
    }

    /** Whether there is anything of the file. */
    boolean isThere(int file) {
        return isInPlace[file] || Files.exists(record.part(file));
    }

    /** Whether another file is in the place of this one. */
    boolean isToReplace(int file) throws IOException {
        return !isInPlace[file] && places.isTaken(files.get(file));
    }

    private boolean isPadding(int file) {
        return files.get(file).isPadding();
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
                throw new EndOfFile(name(file) + " is shorter than it was: do not change it while it is shared");
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
        spans.each(start, data, (file, position, part) -> {
            try {
                write(file, position, part);
            } catch (IOException e) {
                throw cannotWrite(file, e);
            }
        });
    }

    private IOException cannotWrite(int file, IOException e) {
        String reason = reason(e);
        boolean isFull = reason.contains("No space left") || reason.contains("quota");
        return new IOException(
                "cannot write " + name(file) + ": " + (isFull ? "the disk is full; make room" : reason)
                        + ", then do it again: what has come so far stays",
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied at " + denied.getFile() + "; put that right";
        }
        if (e instanceof FileSystemException failure) {
            return failure.getReason() == null ? failure.getFile() + " cannot be made" : failure.getReason();
        }
        return e.getMessage();
    }

    private void write(int file, long position, ByteBuffer part) throws IOException {
        if (isPadding(file) || (isInPlace[file] && isSame(file, position, part))) {
            return;
        }
        takeFromPlace(file);
        unforced.add(file);
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
            try (FileChannel copy = record.open(file)) {
                long length = files.get(file).length();
                long done = 0;
                while (done < length) {
                    done += channel(file).transferTo(done, length - done, copy);
                }
            } catch (IOException e) {
                Files.deleteIfExists(record.part(file));
                throw e;
            }
            forget(file);
            isInPlace[file] = false;
        }
    }

    /** Returns when what was written would survive a power cut. */
    void force() throws IOException {
        try {
            Forcing.force(unforced.stream().map(record::part).toList());
            unforced.clear();
        } catch (IOException e) {
            throw cannotWrite(unforced.iterator().next(), e);
        }
    }

    /** Puts a file that is whole, and forced, in its place. */
    void release(int file) throws IOException {
        if (isInPlace[file]) {
            return;
        }
        forget(file);
        if (spans.isEmpty(file)) {
            record.open(file).close();
        }
        places.put(files.get(file), record.part(file));
        isInPlace[file] = true;
    }

    /** Returns when what was released would survive a power cut in its place. */
    void flush() throws IOException {
        places.flush();
    }

    private FileChannel channel(int file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            if (open.size() == MAX_OPEN) {
                forget(open.keySet().iterator().next());
            }
            channel = isInPlace[file] ? inPlace(file) : record.open(file);
            open.put(file, channel);
        }
        return channel;
    }

    private FileChannel inPlace(int file) throws IOException {
        return places.open(files.get(file))
                .orElseThrow(
                        () -> new EndOfFile(name(file) + " is not what it was: do not change it while it is shared"));
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
