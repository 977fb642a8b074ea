package org.rundelta.swarm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Makes the torrent file of a file or folder; the same content and options give the same bytes. */
public final class TorrentMaker {
    private static final int MIN_DEFAULT_PIECE = 64 << 10;
    private static final int MAX_DEFAULT_PIECES = 2000;
    private static final int BUFFER_BYTES = 1 << 20;

    /** As trees of files are walked: names are compared one after the other, by their bytes. */
    private static final Comparator<String> BY_TREE =
            Comparator.comparing(path -> Bencode.utf8(path).replace('/', '\0'));

    private final Path source;
    private final SortedMap<String, Long> lengths;
    private final int pieceLength;
    private final Optional<HybridMaker> hybrid;
    private final LongConsumer progress;
    /** How many zeros come before each file, so that it begins at a piece. */
    private final Map<String, Integer> paddings = new HashMap<>();

    private final StringBuilder hashes = new StringBuilder();
    private final MessageDigest digest = Sha1.digest();
    private int filled;

    private TorrentMaker(
            Path source,
            SortedMap<String, Long> lengths,
            int pieceLength,
            Optional<HybridMaker> hybrid,
            LongConsumer progress) {
        this.source = source;
        this.lengths = lengths;
        this.pieceLength = pieceLength;
        this.hybrid = hybrid;
        this.progress = progress;
        long position = 0;
        for (Map.Entry<String, Long> file : lengths.entrySet()) {
            boolean isPadded = hybrid.isPresent() && file.getValue() > 0;
            int padding = isPadded ? (int) Math.floorMod(-position, (long) pieceLength) : 0;
            paddings.put(file.getKey(), padding);
            position += padding + file.getValue();
        }
    }

    /**
     * Hashes a file, or all files below a folder but hidden ones.
     *
     * @param progress is told how many more bytes were hashed
     * @return the torrent file
     * @throws IOException if the source cannot be read, is empty, holds links, or changes meanwhile
     * @throws IllegalArgumentException if a web seed of a folder does not end in {@code /}
     */
    public static byte[] make(Path source, TorrentOptions options, LongConsumer progress) throws IOException {
        Path real = source.toRealPath();
        return make(source, real, list(real), options, progress);
    }

    private static byte[] make(
            Path source, Path real, SortedMap<String, Long> lengths, TorrentOptions options, LongConsumer progress)
            throws IOException {
        if (Files.isDirectory(real)) {
            options.webSeeds().forEach(TorrentMaker::requireFolder);
        }
        long total = lengths.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            throw new IOException(source + " holds no bytes: name a file, or a folder with files");
        }
        int pieceLength = options.pieceLength().orElse(defaultPieceLength(total));
        SortedMap<String, Long> inOrder = new TreeMap<>(options.isHybrid() ? BY_TREE : Comparator.naturalOrder());
        inOrder.putAll(lengths);
        Optional<HybridMaker> hybrid =
                options.isHybrid() ? Optional.of(new HybridMaker(pieceLength)) : Optional.empty();
        TorrentMaker maker = new TorrentMaker(real, inOrder, pieceLength, hybrid, progress);
        SortedMap<String, Object> torrent = new TreeMap<>();
        torrent.put("created by", "Rundelta");
        torrent.put("info", maker.info(options.isPrivate()));
        hybrid.ifPresent(made -> torrent.put("piece layers", made.layers()));
        addUrls(torrent, options);
        byte[] encoded = Bencode.encode(torrent);
        // What no client would accept is better refused here.
        MetainfoReader.read(encoded);
        return encoded;
    }

    /**
     * Hashes some files below a folder.
     *
     * @param paths relative to the folder, with {@code /}; the torrent has them in their order by name
     * @param progress is told how many more bytes were hashed
     * @return the torrent file
     * @throws IOException if one cannot be read, or changes meanwhile, or all are empty
     * @throws IllegalArgumentException if a web seed of a folder does not end in {@code /}
     */
    public static byte[] make(Path folder, Collection<String> paths, TorrentOptions options, LongConsumer progress)
            throws IOException {
        SortedMap<String, Long> lengths = new TreeMap<>();
        for (String path : paths) {
            lengths.put(path, Files.size(folder.resolve(path)));
        }
        return make(folder, folder.toRealPath(), lengths, options, progress);
    }

    private static int defaultPieceLength(long total) {
        int length = MIN_DEFAULT_PIECE;
        while (length < MetainfoReader.MAX_PIECE_LENGTH && total > (long) length * MAX_DEFAULT_PIECES) {
            length *= 2;
        }
        return length;
    }

    private static void addUrls(SortedMap<String, Object> torrent, TorrentOptions options) {
        List<String> trackers = strings(options.trackers());
        if (!trackers.isEmpty()) {
            torrent.put("announce", trackers.get(0));
        }
        if (trackers.size() > 1) {
            torrent.put("announce-list", trackers.stream().map(List::of).toList());
        }
        if (!options.webSeeds().isEmpty()) {
            torrent.put("url-list", strings(options.webSeeds()));
        }
    }

    private static void requireFolder(URI webSeed) {
        if (!webSeed.getRawSchemeSpecificPart().endsWith("/")) {
            throw new IllegalArgumentException(
                    "web seed " + webSeed + " does not end in /: give the URL of the folder that it has the title in");
        }
    }

    private static List<String> strings(List<URI> urls) {
        return urls.stream().map(url -> Bencode.utf8(url.toString())).toList();
    }

    private SortedMap<String, Object> info(boolean isPrivate) throws IOException {
        SortedMap<String, Object> info = new TreeMap<>();
        info.put("name", Bencode.utf8(source.getFileName().toString()));
        info.put("piece length", pieceLength);
        if (isPrivate) {
            info.put("private", 1);
        }
        if (Files.isDirectory(source)) {
            info.put("files", files());
        } else {
            info.put("length", lengths.get(""));
        }
        info.put("pieces", hashes());
        hybrid.ifPresent(made -> {
            info.put("meta version", 2);
            info.put("file tree", made.tree());
        });
        return info;
    }

    private List<Object> files() {
        List<Object> files = new ArrayList<>();
        lengths.forEach((path, length) -> {
            int padding = paddings.get(path);
            if (padding > 0) {
                files.add(Map.of("attr", "p", "length", padding, "path", List.of(".pad", Integer.toString(padding))));
            }
            files.add(Map.of("length", length, "path", names(path)));
        });
        return files;
    }

    private static List<String> names(String path) {
        return Stream.of(path.split("/", -1)).map(Bencode::utf8).toList();
    }

    private String hashes() throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (String path : lengths.keySet()) {
            hash(path, buffer);
        }
        if (filled > 0) {
            hashes.append(Bencode.string(digest.digest()));
        }
        return hashes.toString();
    }

    private void hash(String path, byte[] buffer) throws IOException {
        Path file = source.resolve(path);
        byte[] zeros = new byte[paddings.get(path)];
        update(zeros, zeros.length);
        HashTree tree = new HashTree(pieceLength);
        long length = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                update(buffer, read);
                if (hybrid.isPresent()) {
                    tree.update(buffer, 0, read);
                }
                progress.accept(read);
                length += read;
            }
        }
        if (length != lengths.get(path)) {
            throw new IOException(file + " changed while it was read: make the torrent when nothing writes there");
        }
        if (hybrid.isPresent()) {
            List<String> names = path.isEmpty() ? names(source.getFileName().toString()) : names(path);
            hybrid.get().add(names, length, tree);
        }
    }

    private void update(byte[] buffer, int count) {
        int done = 0;
        while (done < count) {
            int part = Math.min(count - done, pieceLength - filled);
            digest.update(buffer, done, part);
            done += part;
            filled += part;
            if (filled == pieceLength) {
                hashes.append(Bencode.string(digest.digest()));
                filled = 0;
            }
        }
    }

    /** Lengths by path, sorted; of a single file the path is empty. */
    private static SortedMap<String, Long> list(Path source) throws IOException {
        SortedMap<String, Long> lengths = new TreeMap<>();
        if (Files.isRegularFile(source)) {
            lengths.put("", Files.size(source));
            return lengths;
        }
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isHidden(source, folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isHidden(source, file)) {
                    if (!attributes.isRegularFile()) {
                        throw new IOException(file + " is no regular file: a torrent holds nothing else, move it away");
                    }
                    lengths.put(relative(source, file), attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return lengths;
    }

    private static boolean isHidden(Path source, Path file) {
        return !file.equals(source) && file.getFileName().toString().startsWith(".");
    }

    private static String relative(Path source, Path file) {
        List<String> parts = new ArrayList<>();
        source.relativize(file).forEach(part -> parts.add(part.toString()));
        return String.join("/", parts);
    }
}
