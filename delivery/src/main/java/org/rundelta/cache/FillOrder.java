package org.rundelta.cache;

import java.net.URI;
import java.util.List;

/**
 * Files that an edge is to get ahead.
 *
 * @param source URL of the folder, at a parent or the origin, in which their paths begin
 * @param folder where they begin here, with a slash at both ends
 * @param bitsPerSecond all of them together at most; 0 for no limit
 * @param files in this order, several at a time; a manifest only when all before it are there
 * @param pin whether they stay when room is needed
 */
public record FillOrder(URI source, String folder, long bitsPerSecond, List<OrderedFile> files, boolean pin) {
    /** @throws IllegalArgumentException if it cannot be carried out */
    public FillOrder {
        folder = folder == null ? "/" : folder;
        if (source == null) {
            throw new IllegalArgumentException("an order needs the URL of a source");
        }
        CacheOptions.check(source);
        if (!folder.startsWith("/") || !folder.endsWith("/") || bitsPerSecond < 0 || files == null) {
            throw new IllegalArgumentException(
                    "an order has a folder with slashes at both ends, bitsPerSecond of 0 or more, and files");
        }
        files = List.copyOf(files);
    }

    /** The path of a file here. */
    String pathOf(OrderedFile file) {
        return folder + file.path();
    }

    Upstream upstream() {
        return new Upstream(source, false, folder.substring(0, folder.length() - 1));
    }
}
