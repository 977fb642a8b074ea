package org.rundelta.swarm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a torrent says to peers of version 2 (BEP 52): a tree of files, each from a piece's beginning on, and layers of
 * hashes that have to fit their roots.
 */
final class FileTree {
    private static final String INCONSISTENT = "it says something else to peers of version 2: ";

    private final int pieceLength;
    private final BencodeDictionary layers;
    private final List<Leaf> leaves = new ArrayList<>();

    /** Layers that fit their roots, by these. */
    private final Map<String, byte[]> checked = new HashMap<>();

    /** A file in the tree. */
    private record Leaf(String path, BencodeDictionary properties) {}

    FileTree(BencodeDictionary top, int pieceLength) throws SwarmException {
        this.pieceLength = pieceLength;
        layers = top.dictionary("piece layers");
        walk("", top.dictionary("info").dictionary("file tree"));
    }

    private void walk(String path, BencodeDictionary folder) throws SwarmException {
        for (Map.Entry<String, Object> entry : folder.values().entrySet()) {
            if (!(entry.getValue() instanceof BencodeDictionary child)) {
                throw new SwarmException("'file tree' holds what is no dictionary");
            }
            if (entry.getKey().isEmpty() && !path.isEmpty()) {
                leaves.add(new Leaf(path, child));
            } else {
                String part = MetainfoReader.part(BencodeDictionary.text(entry.getKey(), "file tree"), "file tree");
                walk(path.isEmpty() ? part : path + "/" + part, child);
            }
        }
    }

    /**
     * The files, in their order, each with the padding that fills its last piece.
     *
     * @param name of the torrent: a single file has no other
     */
    List<TorrentFile> files(String name) throws SwarmException {
        MetainfoReader.requireFiles(leaves.size());
        boolean isSingle = leaves.size() == 1 && leaves.get(0).path().equals(name);
        List<TorrentFile> files = new ArrayList<>();
        long length = 0;
        for (Leaf leaf : leaves) {
            TorrentFile file = MetainfoReader.file(leaf.properties(), isSingle ? "" : leaf.path());
            long padding = Math.floorMod(-file.length(), (long) pieceLength);
            files.add(file);
            if (padding > 0) {
                files.add(new TorrentFile(".pad/" + padding, padding, true));
            }
            length += file.length() + padding;
            MetainfoReader.requireLength(length);
        }
        return List.copyOf(files);
    }

    /** What the pieces of these files are, which {@link #files} gave. */
    TreeHashes hashes(List<TorrentFile> files) throws SwarmException {
        List<TreeHashes.OfFile> hashes = new ArrayList<>();
        int next = 0;
        long position = 0;
        for (TorrentFile file : files) {
            if (!file.isPadding()) {
                byte[] layer = layer(file, leaves.get(next++).properties());
                if (file.length() > 0) {
                    hashes.add(new TreeHashes.OfFile((int) (position / pieceLength), file.length(), layer));
                }
            }
            position += file.length();
        }
        return new TreeHashes(pieceLength, List.copyOf(hashes));
    }

    /**
     * Looks whether it says the same as a torrent of version 1: the same files in the same order.
     *
     * @throws SwarmException if it does not
     */
    void requireSame(String name, List<TorrentFile> files) throws SwarmException {
        int next = 0;
        long position = 0;
        for (TorrentFile file : files) {
            if (!file.isPadding()) {
                String path = file.path().isEmpty() ? name : file.path();
                if (next == leaves.size() || !leaves.get(next).path().equals(path)) {
                    throw inconsistent("'" + path + "' is not in its place");
                }
                if (file.length() > 0 && position % pieceLength != 0) {
                    throw inconsistent("'" + path + "' begins within a piece");
                }
                BencodeDictionary properties = leaves.get(next++).properties();
                if (properties.number("length") != file.length()) {
                    throw inconsistent("'" + path + "' has another length");
                }
                layer(file, properties);
            }
            position += file.length();
        }
        if (next < leaves.size()) {
            throw inconsistent("'" + leaves.get(next).path() + "' is one more");
        }
    }

    /** A hash for each piece; none if the file is empty. */
    private byte[] layer(TorrentFile file, BencodeDictionary properties) throws SwarmException {
        if (file.length() == 0) {
            return new byte[0];
        }
        byte[] root = properties.bytes("pieces root");
        if (root.length != Sha256.BYTES) {
            throw new SwarmException("the root of '" + file.path() + "' has " + root.length + " bytes");
        }
        if (file.length() <= pieceLength) {
            return root;
        }
        byte[] layer = layer(Bencode.string(root));
        long pieces = (file.length() + pieceLength - 1) / pieceLength;
        if (layer.length != pieces * Sha256.BYTES) {
            throw new SwarmException(
                    "the piece layer of '" + file.path() + "' is missing, or does not have its root and length");
        }
        return layer;
    }

    /** The layer with this root, looked at once; empty if there is none. */
    private byte[] layer(String root) {
        byte[] before = checked.get(root);
        if (before != null) {
            return before;
        }
        boolean isRight = layers.values().get(root) instanceof String layer
                && layer.length() > Sha256.BYTES
                && layer.length() % Sha256.BYTES == 0
                && Bencode.string(HashTree.root(layer, pieceLength)).equals(root);
        byte[] layer = isRight ? Bencode.bytes((String) layers.values().get(root)) : new byte[0];
        checked.put(root, layer);
        return layer;
    }

    private static SwarmException inconsistent(String what) {
        return new SwarmException(INCONSISTENT + what);
    }
}
