package org.rundelta.swarm;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads metainfo, and refuses what would not be safe to fetch. */
final class MetainfoReader {
    static final int MIN_PIECE_LENGTH = 16 << 10;
    static final int MAX_PIECE_LENGTH = 64 << 20;
    private static final long MAX_LENGTH = 1L << 45;
    private static final int MAX_FILES = 250_000;
    private static final int MAX_PIECES = 2_000_000;
    private static final int MAX_NAME = 255;
    private static final int MAX_URLS = 256;
    private static final char SEPARATOR = 0;

    private final BencodeDictionary top;
    private final BencodeDictionary info;

    private MetainfoReader(BencodeDictionary top) throws SwarmException {
        this.top = top;
        info = top.dictionary("info");
    }

    static Metainfo read(byte[] data) throws SwarmException {
        return new MetainfoReader(Bencode.decodeDictionary(data)).read();
    }

    private Metainfo read() throws SwarmException {
        String name = part(info.text("name"), "name");
        long pieceLength = info.number("piece length");
        if (pieceLength < MIN_PIECE_LENGTH || pieceLength > MAX_PIECE_LENGTH) {
            throw new SwarmException(
                    "'piece length' is " + pieceLength + ", not " + MIN_PIECE_LENGTH + " to " + MAX_PIECE_LENGTH);
        }
        return info.has("pieces") || info.number("meta version", 1) == 1
                ? version1(name, (int) pieceLength)
                : version2(name, (int) pieceLength);
    }

    private Metainfo version1(String name, int pieceLength) throws SwarmException {
        List<TorrentFile> files = info.has("length") ? List.of(file(info, "")) : files();
        byte[] hashes = info.bytes("pieces");
        long pieces = pieces(files, pieceLength);
        if (hashes.length != pieces * InfoHash.BYTES) {
            throw new SwarmException("'pieces' has " + hashes.length + " bytes, not 20 for each of " + pieces);
        }
        boolean isHybrid = info.has("file tree");
        if (isHybrid) {
            new FileTree(top, pieceLength).requireSame(name, files);
        }
        return metainfo(
                InfoHash.of(Sha1.of(info.encoded())),
                name,
                files,
                pieceLength,
                new ListedHashes(hashes),
                isHybrid ? Optional.of(sha256()) : Optional.empty());
    }

    private Metainfo version2(String name, int pieceLength) throws SwarmException {
        if (info.number("meta version") != 2) {
            throw new SwarmException("it is of version " + info.number("meta version") + "; 1 and 2 are known here");
        }
        if (pieceLength % HashTree.BLOCK_BYTES != 0 || Integer.bitCount(pieceLength) != 1) {
            throw new SwarmException("'piece length' is " + pieceLength + ", and no power of two");
        }
        FileTree tree = new FileTree(top, pieceLength);
        List<TorrentFile> files = tree.files(name);
        requireDistinct(files);
        if (pieces(files, pieceLength) > MAX_PIECES) {
            throw new SwarmException("it has more than " + MAX_PIECES + " pieces");
        }
        return metainfo(
                InfoHash.of(Arrays.copyOf(sha256(), InfoHash.BYTES)),
                name,
                files,
                pieceLength,
                tree.hashes(files),
                Optional.of(sha256()));
    }

    private Metainfo metainfo(
            InfoHash infoHash,
            String name,
            List<TorrentFile> files,
            int pieceLength,
            PieceHashes hashes,
            Optional<byte[]> infoHash2)
            throws SwarmException {
        return new Metainfo(
                infoHash,
                name,
                files,
                length(files),
                pieceLength,
                hashes,
                info.number("private", 0) == 1,
                trackers(),
                webSeeds(),
                infoHash2.map(HexFormat.of()::formatHex));
    }

    private byte[] sha256() {
        return Sha256.of(info.encoded());
    }

    private static long length(List<TorrentFile> files) {
        return files.stream().mapToLong(TorrentFile::length).sum();
    }

    private static long pieces(List<TorrentFile> files, int pieceLength) throws SwarmException {
        long length = length(files);
        if (length < 1 || length > MAX_LENGTH) {
            throw new SwarmException("its files have " + length + " bytes, not 1 to " + MAX_LENGTH);
        }
        return (length + pieceLength - 1) / pieceLength;
    }

    private List<TorrentFile> files() throws SwarmException {
        List<?> entries = info.list("files");
        requireFiles(entries.size());
        List<TorrentFile> files = new ArrayList<>();
        long length = 0;
        for (Object entry : entries) {
            if (!(entry instanceof BencodeDictionary file)) {
                throw new SwarmException("'files' holds what is no dictionary");
            }
            files.add(file(file, path(file.list("path"))));
            length += files.get(files.size() - 1).length();
            requireLength(length);
        }
        requireDistinct(files);
        return List.copyOf(files);
    }

    static void requireFiles(int count) throws SwarmException {
        if (count < 1 || count > MAX_FILES) {
            throw new SwarmException("it has " + count + " files, not 1 to " + MAX_FILES);
        }
    }

    static void requireLength(long length) throws SwarmException {
        if (length > MAX_LENGTH) {
            throw new SwarmException("its files have more than " + MAX_LENGTH + " bytes");
        }
    }

    /** One that a dictionary describes. */
    static TorrentFile file(BencodeDictionary file, String path) throws SwarmException {
        long length = file.number("length");
        if (length < 0 || length > MAX_LENGTH) {
            throw new SwarmException("a file has " + length + " bytes, not 0 to " + MAX_LENGTH);
        }
        String attributes = file.has("attr") ? file.text("attr") : "";
        if (attributes.contains("l")) {
            throw new SwarmException("'" + path + "' is a link");
        }
        return new TorrentFile(path, length, attributes.contains("p"));
    }

    private static String path(List<?> parts) throws SwarmException {
        if (parts.isEmpty()) {
            throw new SwarmException("a file has no name");
        }
        List<String> names = new ArrayList<>();
        for (Object part : parts) {
            names.add(part(BencodeDictionary.text(part, "path"), "path"));
        }
        return String.join("/", names);
    }

    /** One name within a path: nothing that leads elsewhere, here or on another system. */
    static String part(String part, String key) throws SwarmException {
        boolean isName = part.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        if (!isName || part.isEmpty() || part.equals(".") || part.equals("..") || part.length() > MAX_NAME) {
            throw new SwarmException("'" + key + "' has a part that is no file name");
        }
        return part;
    }

    /** No file twice, and none that is a folder of another. Padding is not kept, so its names do not matter. */
    private static void requireDistinct(List<TorrentFile> files) throws SwarmException {
        // With the separator before all that a name may hold, a folder's files follow a file of its name at once.
        List<String> paths = files.stream()
                .filter(file -> !file.isPadding())
                .map(file -> file.path().replace('/', SEPARATOR))
                .sorted()
                .toList();
        for (int i = 1; i < paths.size(); i++) {
            String before = paths.get(i - 1);
            if (paths.get(i).equals(before) || paths.get(i).startsWith(before + SEPARATOR)) {
                throw new SwarmException("'" + before.replace(SEPARATOR, '/') + "' occurs twice");
            }
        }
    }

    private List<List<URI>> trackers() throws SwarmException {
        List<List<URI>> tiers = new ArrayList<>();
        if (top.has("announce-list")) {
            for (Object tier : top.list("announce-list")) {
                List<URI> urls = tier instanceof List<?> list ? urls(list, "announce-list") : List.of();
                if (!urls.isEmpty()) {
                    tiers.add(urls);
                }
            }
        }
        if (tiers.isEmpty() && top.has("announce")) {
            List<URI> urls = urls(List.of(top.values().get("announce")), "announce");
            if (!urls.isEmpty()) {
                tiers.add(urls);
            }
        }
        return List.copyOf(tiers);
    }

    private List<URI> webSeeds() throws SwarmException {
        Object list = top.values().get("url-list");
        if (list == null) {
            return List.of();
        }
        return urls(list instanceof List<?> several ? several : List.of(list), "url-list");
    }

    /** Those of HTTP, which are what there is a client for; others, as of UDP trackers, are left out. */
    private static List<URI> urls(List<?> values, String key) throws SwarmException {
        if (values.size() > MAX_URLS) {
            throw new SwarmException("'" + key + "' has more than " + MAX_URLS + " URLs");
        }
        List<URI> urls = new ArrayList<>();
        for (Object value : values) {
            url(BencodeDictionary.text(value, key)).ifPresent(urls::add);
        }
        return List.copyOf(urls);
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = new URI(text.strip());
            boolean isHttp = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return isHttp && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
