package org.rundelta.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks whether what a hybrid torrent says to peers of version 2 (BEP 52) is what it says to those of version 1: the same
 * files in the same order, each from a piece's beginning on, and layers of hashes that fit their roots.
 */
final class HybridReader {
    private static final String INCONSISTENT = "it says something else to peers of version 2: ";

    private final BencodeDictionary top;
    private final BencodeDictionary info;
    private final int pieceLength;
    private final List<Leaf> leaves = new ArrayList<>();

    /** A file in the tree. */
    private record Leaf(String path, BencodeDictionary properties) {}

    private HybridReader(BencodeDictionary top, int pieceLength) throws SwarmException {
        this.top = top;
        info = top.dictionary("info");
        this.pieceLength = pieceLength;
    }

    /** @throws SwarmException if it is inconsistent */
    static void check(BencodeDictionary top, String name, List<TorrentFile> files, int pieceLength)
            throws SwarmException {
        HybridReader reader = new HybridReader(top, pieceLength);
        reader.walk("", reader.info.dictionary("file tree"));
        reader.check(name, files);
    }

    private void walk(String path, BencodeDictionary folder) throws SwarmException {
        for (Map.Entry<String, Object> entry : folder.values().entrySet()) {
            if (!(entry.getValue() instanceof BencodeDictionary child)) {
                throw inconsistent("'file tree' holds what is no dictionary");
            }
            if (entry.getKey().isEmpty()) {
                leaves.add(new Leaf(path, child));
            } else {
                String part = MetainfoReader.part(BencodeDictionary.text(entry.getKey(), "file tree"), "file tree");
                walk(path.isEmpty() ? part : path + "/" + part, child);
            }
        }
    }

    private void check(String name, List<TorrentFile> files) throws SwarmException {
        BencodeDictionary layers = top.dictionary("piece layers");
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
                check(file, leaves.get(next++).properties(), layers);
            }
            position += file.length();
        }
        if (next < leaves.size()) {
            throw inconsistent("'" + leaves.get(next).path() + "' is one more");
        }
    }

    private void check(TorrentFile file, BencodeDictionary properties, BencodeDictionary layers) throws SwarmException {
        if (properties.number("length") != file.length()) {
            throw inconsistent("'" + file.path() + "' has another length");
        }
        if (file.length() == 0) {
            return;
        }
        String root = Bencode.string(properties.bytes("pieces root"));
        if (root.length() != Sha256.BYTES) {
            throw inconsistent("the root of '" + file.path() + "' has " + root.length() + " bytes");
        }
        if (file.length() > pieceLength) {
            long pieces = (file.length() + pieceLength - 1) / pieceLength;
            boolean isRight = layers.values().get(root) instanceof String layer
                    && layer.length() == pieces * Sha256.BYTES
                    && Bencode.string(HashTree.root(layer, pieceLength)).equals(root);
            if (!isRight) {
                throw inconsistent("the piece layer of '" + file.path() + "' is missing, or does not have its root");
            }
        }
    }

    private static SwarmException inconsistent(String what) {
        return new SwarmException(INCONSISTENT + what);
    }
}
