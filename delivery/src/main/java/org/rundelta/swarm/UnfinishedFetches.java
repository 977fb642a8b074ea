package org.rundelta.swarm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hidden folders that hold what has come of torrents that are not whole. A peer marks its own every hour, so that one which
 * nobody goes on with is known by its age.
 */
public final class UnfinishedFetches {
    private UnfinishedFetches() {}

    /**
     * Deletes those that no peer had since some time.
     *
     * @param folder that the hidden folders lie in; it need not be there
     * @param running info hashes of torrents to leave alone, however old their folders are
     * @return what was deleted
     */
    public static List<Path> clear(Path folder, Instant since, Set<InfoHash> running) throws IOException {
        List<Path> deleted = new ArrayList<>();
        for (Path unfinished : in(folder)) {
            String hash = unfinished.getFileName().toString().substring(PieceRecord.PREFIX.length());
            if (!running.contains(new InfoHash(hash)) && newest(unfinished).isBefore(since)) {
                delete(unfinished);
                deleted.add(unfinished);
            }
        }
        return deleted;
    }

    /** Those in a folder, but that of one torrent. */
    public static List<Path> allBut(Path folder, Metainfo metainfo) throws IOException {
        Path own = PieceRecord.folder(folder, metainfo);
        return in(folder).stream().filter(path -> !path.equals(own)).toList();
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith(PieceRecord.PREFIX))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }

    /** When the folder, or anything in it, was last written. */
    private static Instant newest(Path unfinished) throws IOException {
        try (Stream<Path> all = Files.walk(unfinished)) {
            return all.map(UnfinishedFetches::modified)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Instant modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (NoSuchFileException e) {
            // Somebody goes on with it.
            return Instant.MAX;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes one; first what says which pieces are there, so that no part of it is taken for more than it is. */
    public static void delete(Path unfinished) throws IOException {
        Files.deleteIfExists(unfinished.resolve(PieceRecord.PIECES));
        try (Stream<Path> files = Files.list(unfinished)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(unfinished);
    }
}
