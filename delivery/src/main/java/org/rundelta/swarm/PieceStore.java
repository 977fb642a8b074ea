package org.rundelta.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.rundelta.media.MediaType;

/**
 * The files of a torrent, as one sequence of bytes. A file that is coming in lies, sparse, in a hidden folder; it gets its
 * name when all of it is there, manifests when everything is. A file that was there before keeps its content until then.
 *
 * <p>Not for several threads at once.
 */
final class PieceStore implements AutoCloseable {
    private final Metainfo metainfo;
    private final Path folder;
    private final PieceRecord record;
    private final FileSpans spans;
    private final StoredFiles files;
    private final int[] missing;
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
        spans = new FileSpans(metainfo);
        files = new StoredFiles(metainfo, folder, record, spans);
        have = record.read();
        checkUnrecorded(checked);
        missing = new int[spans.files()];
        countMissing();
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
        long end = end(piece);
        for (int file = spans.at(position(piece)); file < spans.files() && spans.start(file) < end; file++) {
            if (!spans.isEmpty(file) && !files.isThere(file)) {
                return false;
            }
        }
        return true;
    }

    private boolean isReadable(int piece, ByteBuffer buffer) throws IOException {
        try {
            read(piece, 0, buffer);
            return true;
        } catch (StoredFiles.EndOfFile e) {
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

    private long end(int piece) {
        return position(piece) + metainfo.length(piece);
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
        files.read(position(piece) + begin, target);
    }

    /** Writes a piece, whose hash was found right; then files that are whole get their names. */
    void write(int piece, ByteBuffer data) throws IOException {
        files.write(position(piece), data);
        have.set(piece);
        record.note(have);
        long end = end(piece);
        for (int file = spans.at(position(piece)); file < missing.length && spans.start(file) < end; file++) {
            missing[file] -= spans.isEmpty(file) ? 0 : 1;
            if (missing[file] == 0 && !isManifest(file)) {
                files.release(file);
            }
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
                    files.release(file);
                }
            }
        }
        record.delete();
        isReleased = true;
    }

    private boolean isManifest(int file) {
        return MediaType.of(metainfo.files().get(file).path()).isManifest();
    }

    /** The first file that is not what the torrent was made of. */
    Path firstWrong() throws NoSuchFileException {
        for (int file = 0; file < missing.length; file++) {
            if (missing[file] > 0) {
                return files.place(file);
            }
        }
        throw new NoSuchFileException(folder.toString());
    }

    @Override
    public void close() throws IOException {
        files.close();
        if (!isReleased) {
            record.save(have);
        }
    }
}
