package org.rundelta.mp4;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A box of any MP4 file, fragmented or not, as it stands (ISO/IEC 14496-12, 4.2): for looking at a file, not for
 * playing it.
 *
 * @param type four characters; those that cannot be printed are "?"
 * @param offset of the first byte of its header in the file
 * @param size bytes, with the header
 * @param fields those that are known, in the order and by the names of the standard; empty for a box that is not known
 * @param children the boxes inside; empty for a box that is not known to have any
 */
public record Box(String type, long offset, long size, List<Field> fields, List<Box> children) {
    public Box {
        fields = List.copyOf(fields);
        children = List.copyOf(children);
    }

    /** A field of a box. */
    public record Field(String name, String value) {}

    /**
     * Reads the boxes of a file. Media data are passed over, not read; a box that is not supported has a field that
     * says so.
     *
     * @throws Mp4Exception if the file is malformed, or has more boxes than fit into memory
     */
    public static List<Box> readAll(Path file) throws IOException, Mp4Exception {
        try (ByteSource source = ByteSource.ofFiles(List.of(file))) {
            return new BoxTree(source).read();
        }
    }

    /** As {@link #readAll(Path)}, for a file in memory. */
    public static List<Box> readAll(byte[] file) throws IOException, Mp4Exception {
        return new BoxTree(ByteSource.ofArrays(file)).read();
    }
}
