package org.rundelta.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.rundelta.media.MediaType;

/**
 * The files of a torrent, as one sequence of bytes. A file that is coming in lies, sparse, in a hidden folder; it gets its
 * name when all of it is there, and on the disk; manifests, and what replaces a file that was there before, when everything
 * is.
 *
 * <p>Not for several threads at once.
 */
final class PieceStore implements AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Of the time, settling takes one part in so many. */
    private static final int SHARE = 10;

    private final Metainfo metainfo;
    private final PieceRecord record;
    private final FileSpans spans;
    private final StoredFiles files;
    private final int[] missing;
    private final BitSet have;

    /** Files that have all their pieces, and not yet their names. */
    private final List<Integer> whole = new ArrayList<>();

    private long settledNanos = System.nanoTime();
    private long settlingNanos;
    private boolean isReleased;

    /**
     * Looks at what is there. Pieces that an earlier run recorded are taken as they are, others hashed.
     *
     * @param checked is told how many more bytes were looked at
     */
    PieceStore(Metainfo metainfo, PeerStorage storage, IntConsumer checked) throws IOException {
        this.metainfo = metainfo;
        record = new PieceRecord(metainfo, storage.unfinished());
        record.touch();
        spans = new FileSpans(metainfo);
        files = new StoredFiles(metainfo, storage.places(), record, spans);
        have = record.read();
        missing = new int[spans.files()];
        checkUnrecorded(checked);
        countMissing();
    }

    private PieceStore(Metainfo metainfo, PeerStorage storage) throws IOException {
        this.metainfo = metainfo;
        record = new PieceRecord(metainfo, storage.unfinished());
        spans = new FileSpans(metainfo);
        files = new StoredFiles(metainfo, storage.places(), record, spans);
        have = new BitSet();
        missing = new int[spans.files()];
        for (int piece = 0; piece < metainfo.pieces(); piece++) {
            have.set(piece, areFilesThere(piece));
        }
        countMissing();
    }

    /** What a torrent was made of a moment ago, which is not looked at again. */
    static PieceStore unchanged(Metainfo metainfo, PeerStorage storage) throws IOException {
        return new PieceStore(metainfo, storage);
    }

    private void checkUnrecorded(IntConsumer checked) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(metainfo.pieceLength());
        for (int piece = 0; piece < metainfo.pieces(); piece++) {
            int length = metainfo.length(piece);
            if (!areFilesThere(piece)) {
                have.clear(piece);
            } else if (!have.get(piece)) {
                buffer.clear().limit(length);
                have.set(piece, isReadable(piece, buffer) && metainfo.matches(piece, buffer.array()));
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

    /** Writes a piece, whose hash was found right. */
    void write(int piece, ByteBuffer data) throws IOException {
        files.write(position(piece), data);
        have.set(piece);
        long end = end(piece);
        for (int file = spans.at(position(piece)); file < missing.length && spans.start(file) < end; file++) {
            missing[file] -= spans.isEmpty(file) ? 0 : 1;
            if (missing[file] == 0 && !isManifest(file)) {
                whole.add(file);
            }
        }
        if (System.nanoTime() - settledNanos > Math.max(INTERVAL_NANOS, SHARE * settlingNanos)) {
            settle();
        }
    }

    /**
     * What has come so far survives a power cut from here on: files that are whole get their names, and the pieces are
     * recorded. Many at a time, since each alone would wait for the disk as often.
     */
    void settle() throws IOException {
        long began = System.nanoTime();
        files.force();
        List<Integer> left = new ArrayList<>();
        for (int file : whole) {
            if (files.isToReplace(file)) {
                left.add(file);
            } else {
                files.release(file);
            }
        }
        whole.clear();
        whole.addAll(left);
        files.flush();
        record.save(have);
        settledNanos = System.nanoTime();
        settlingNanos = settledNanos - began;
    }

    /** What has come is still wanted, though nothing more comes. */
    void touch() throws IOException {
        record.touch();
    }

    /** Once every piece is there: empty files, then manifests get their names, and the hidden folder goes. */
    void finish() throws IOException {
        if (isReleased) {
            return;
        }
        files.force();
        for (boolean manifests : new boolean[] {false, true}) {
            for (int file = 0; file < missing.length; file++) {
                if (isManifest(file) == manifests) {
                    files.release(file);
                }
            }
            files.flush();
        }
        record.delete();
        isReleased = true;
    }

    private boolean isManifest(int file) {
        return MediaType.of(metainfo.files().get(file).path()).isManifest();
    }

    /** The first file that is not what the torrent was made of. */
    String firstWrong() {
        return files.name(IntStream.range(0, missing.length)
                .filter(file -> missing[file] > 0)
                .boxed()
                .min(Comparator.comparing(files::isThere))
                .orElseThrow());
    }

    @Override
    public void close() throws IOException {
        try {
            if (!isReleased) {
                settle();
            }
        } finally {
            files.close();
        }
    }
}
