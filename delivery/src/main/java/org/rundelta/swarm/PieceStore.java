package org.rundelta.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.rundelta.media.MediaType;

/**
 * The files of a torrent, as one sequence of bytes. A file that is coming in lies, sparse, in a hidden folder; it gets its
 * name when all of it is there, manifests when everything is. A file that was there before keeps its content until then.
 *
 * <p>Not for several threads at once.
 */
final class PieceStore implements AutoCloseable {
    private static final int MAX_OPEN = 64;

    private final Metainfo metainfo;
    private final Path folder;
    private final PieceRecord record;
    private final FileSpans spans;
    private final boolean[] isInPlace;
    private final int[] missing;
    private final Map<Integer, FileChannel> open = new LinkedHashMap<>(MAX_OPEN, 0.75f, true);
    private final BitSet have;
    private boolean isReleased;

    /**
     * Looks at what is there. Pieces that an earlier run recorded are taken as they are, others hashed.
     *
     * @param folder that the torrent's file or folder lies in
     * @param checked is told how many more bytes were looked at
     */
    PieceStore(Metainfo metainfo, Path folder, IntConsumer checked) throws IOException {
        this.metainfo = metainfo;
        this.folder = folder;
        record = new PieceRecord(metainfo, folder);
        int files = metainfo.files().size();
        spans = new FileSpans(metainfo);
        isInPlace = new boolean[files];
        missing = new int[files];
        for (int file = 0; file < files; file++) {
            TorrentFile described = metainfo.files().get(file);
            isInPlace[file] = !Files.exists(record.part(file)) && isThere(described);
        }
        have = record.read();
        checkUnrecorded(checked);
        countMissing();
    }

    private boolean isThere(TorrentFile file) throws IOException {
        Path path = place(file);
        return file.isPadding() || (Files.isRegularFile(path) && Files.size(path) == file.length());
    }

    private Path place(TorrentFile file) {
        return folder.resolve(metainfo.path(file));
    }

    private void checkUnrecorded(IntConsumer checked) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(metainfo.pieceLength());
        for (int piece = 0; piece < metainfo.pieces(); piece++) {
            int length = metainfo.length(piece);
            if (!areFilesThere(piece)) {
                have.clear(piece);
            } else if (!have.get(piece)) {
                buffer.clear().limit(length);
                have.set(piece, isReadable(piece, buffer) && isRight(piece, buffer.flip()));
            }
            checked.accept(length);
        }
    }

    private boolean areFilesThere(int piece) {
        long start = position(piece);
        long end = start + metainfo.length(piece);
        for (int file = spans.at(start); file < isInPlace.length && spans.start(file) < end; file++) {
            if (!spans.isEmpty(file) && !isInPlace[file] && !Files.exists(record.part(file))) {
                return false;
            }
        }
        return true;
    }

    private boolean isReadable(int piece, ByteBuffer buffer) throws IOException {
        try {
            read(piece, 0, buffer);
            return true;
        } catch (EndOfFile e) {
            return false;
        }
    }

    private boolean isRight(int piece, ByteBuffer data) {
        MessageDigest digest = Sha1.digest();
        digest.update(data);
        return metainfo.matches(piece, digest.digest());
    }

    private void countMissing() {
        for (int file = 0; file < missing.length; file++) {
            int first = pieceAt(spans.start(file));
            int end = spans.isEmpty(file) ? first : pieceAt(spans.end(file) - 1) + 1;
            missing[file] = end - first - have.get(first, Math.max(first, end)).cardinality();
        }
    }

    private long position(int piece) {
        return (long) piece * metainfo.pieceLength();
    }

    private int pieceAt(long position) {
        return (int) (position / metainfo.pieceLength());
    }

    /** The pieces that are there; a copy. */
    BitSet have() {
        return (BitSet) have.clone();
    }

    /**
     * Reads as many bytes as {@code target} has room for.
     *
     * @throws IOException if they are not there
     */
    void read(int piece, int begin, ByteBuffer target) throws IOException {
        spans.each(position(piece) + begin, target, (file, position, part) -> {
            if (metainfo.files().get(file).isPadding()) {
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
    private static final class EndOfFile extends IOException {
        private static final long serialVersionUID = 1L;

        EndOfFile(String message) {
            super(message);
        }
    }

    /** Writes a piece, whose hash was found right; then files that are whole get their names. */
    void write(int piece, ByteBuffer data) throws IOException {
        spans.each(position(piece), data, this::write);
        have.set(piece);
        record.note(have);
        long start = position(piece);
        long end = start + metainfo.length(piece);
        for (int file = spans.at(start); file < missing.length && spans.start(file) < end; file++) {
            missing[file] -= spans.isEmpty(file) ? 0 : 1;
            if (missing[file] == 0 && !isManifest(file)) {
                release(file);
            }
        }
    }

    private void write(int file, long position, ByteBuffer part) throws IOException {
        if (metainfo.files().get(file).isPadding() || (isInPlace[file] && isSame(file, position, part))) {
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

    /** Once every piece is there: empty files, then manifests get their names, and the hidden folder goes. */
    void finish() throws IOException {
        if (isReleased) {
            return;
        }
        for (boolean manifests : new boolean[] {false, true}) {
            for (int file = 0; file < missing.length; file++) {
                if (isManifest(file) == manifests) {
                    release(file);
                }
            }
        }
        record.delete();
        isReleased = true;
    }

    private boolean isManifest(int file) {
        return MediaType.of(metainfo.files().get(file).path()).isManifest();
    }

    private void release(int file) throws IOException {
        if (isInPlace[file]) {
            return;
        }
        Path place = place(metainfo.files().get(file));
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
        return isInPlace[file] ? place(metainfo.files().get(file)) : record.part(file);
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

    /** The first file that is not what the torrent was made of. */
    Path firstWrong() throws NoSuchFileException {
        for (int file = 0; file < missing.length; file++) {
            if (missing[file] > 0) {
                return place(metainfo.files().get(file));
            }
        }
        throw new NoSuchFileException(folder.toString());
    }

    @Override
    public void close() throws IOException {
        for (Integer file : List.copyOf(open.keySet())) {
            forget(file);
        }
        if (!isReleased) {
            record.save(have);
        }
    }
}
