package org.rundelta.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/**
 * The hidden folder of a torrent that is coming in: its unfinished files, under their numbers, and a file that says which
 * pieces are there, replaced by a rename after the pieces were written.
 */
final class PieceRecord {
    static final String PREFIX = ".rundelta-swarm-";
    static final String PIECES = "pieces";

    private final Metainfo metainfo;
    private final Path folder;
    private final Path file;

    PieceRecord(Metainfo metainfo, Path parent) {
        this.metainfo = metainfo;
        folder = folder(parent, metainfo);
        file = folder.resolve(PIECES);
    }

    static Path folder(Path parent, Metainfo metainfo) {
        return parent.resolve(PREFIX + metainfo.infoHash().hex());
    }

    /** Where an unfinished file lies. */
    Path part(int index) {
        return folder.resolve(Integer.toString(index));
    }

    /** Opens an unfinished file. */
    FileChannel open(int index) throws IOException {
        Path part = part(index);
        if (!Files.exists(part)) {
            Files.createDirectories(folder);
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE, StandardOpenOption.WRITE)
                    .close();
        }
        return FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** The pieces that are there; none if nothing is recorded, or of another length. */
    BitSet read() throws IOException {
        try {
            byte[] bits = Files.readAllBytes(file);
            BitSet have = PeerWire.pieces(ByteBuffer.wrap(bits));
            boolean fits = bits.length == PeerWire.bits(new BitSet(), metainfo.pieces()).length;
            return fits && have.length() <= metainfo.pieces() ? have : new BitSet();
        } catch (NoSuchFileException e) {
            return new BitSet();
        }
    }

    /** Records them, for after a power cut, too: they are to be on the disk. */
    void save(BitSet have) throws IOException {
        if (Files.isDirectory(folder)) {
            Path next = Files.write(folder.resolve("pieces.next"), PeerWire.bits(have, metainfo.pieces()));
            Forcing.force(List.of(next));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Somebody goes on with it. */
    void touch() throws IOException {
        if (Files.isDirectory(folder)) {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        }
    }

    /** Everything got its name. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder.resolve("pieces.next"));
        Files.deleteIfExists(folder);
    }
}
