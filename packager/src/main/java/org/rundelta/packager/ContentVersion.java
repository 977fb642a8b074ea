package org.rundelta.packager;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What a folder with certain content is called: 48 bits of checksums, so that other content has, but for bad luck, another
 * name. They are not to withstand somebody who wants two contents to have the same, and take next to no time for that.
 */
final class ContentVersion {
    private static final int BUFFER_SIZE = 1 << 18;

    private final CRC32C first = new CRC32C();
    private final CRC32 second = new CRC32();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);

    /** That of some bytes. */
    static String of(byte[] content) {
        return new ContentVersion().add(content).toString();
    }

    ContentVersion add(byte[] content) {
        first.update(content);
        second.update(content);
        return this;
    }

    /** Adds what is in a file. */
    ContentVersion add(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(buffer.clear()) >= 0) {
                first.update(buffer.flip());
                second.update(buffer.rewind());
            }
        }
        return this;
    }

    /** Twelve hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%08x%04x", first.getValue(), second.getValue() & 0xFFFF);
    }
}
