package org.rundelta.swarm;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a hybrid torrent says to peers of version 2 (BEP 52), file by file. */
final class HybridMaker {
    private final int pieceLength;
    private final SortedMap<String, Object> tree = new TreeMap<>();
    private final SortedMap<String, Object> layers = new TreeMap<>();

    HybridMaker(int pieceLength) {
        this.pieceLength = pieceLength;
    }

    /**
     * Adds a file.
     *
     * @param names of the folders that it lies in, and its own, as byte strings
     * @param hashes of all its bytes
     */
    void add(List<String> names, long length, HashTree hashes) {
        SortedMap<String, Object> place = tree;
        for (String name : names) {
            place = child(place, name);
        }
        if (length == 0) {
            place.put("", Map.of("length", length));
            return;
        }
        String root = Bencode.string(hashes.root());
        place.put("", Map.of("length", length, "pieces root", root));
        if (length > pieceLength) {
            layers.put(root, hashes.layer());
        }
    }

    @SuppressWarnings("unchecked") // folders of the tree are what is put here
    private static SortedMap<String, Object> child(SortedMap<String, Object> folder, String name) {
        return (SortedMap<String, Object>) folder.computeIfAbsent(name, key -> new TreeMap<String, Object>());
    }

    /** The key {@code file tree} of the info dictionary. */
    SortedMap<String, Object> tree() {
        return tree;
    }

    /** The key {@code piece layers}, beside the info dictionary. */
    SortedMap<String, Object> layers() {
        return layers;
    }
}
