package org.rundelta.packager;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What a folder with certain content is called: 48 bits of checksums, so that other content has, but for bad luck, another
 * name. They are not to withstand somebody who wants two contents to have the same, and take next to no time for that.
 */
final class ContentVersion {
    private static final int BUFFER_SIZE = 1 << 16;

    private final CRC32C first = new CRC32C();
    private final CRC32 second = new CRC32();

    /** That of some bytes. */
    static String of(byte[] content) {
        return new ContentVersion().add(content).toString();
    }

    ContentVersion add(byte[] content) {
        add(content, content.length);
        return this;
    }

    /** Adds what is in a file. */
    ContentVersion add(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_SIZE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                add(buffer, length);
            }
        }
        return this;
    }

    private void add(byte[] bytes, int length) {
        first.update(bytes, 0, length);
        second.update(bytes, 0, length);
    }

    /** Twelve hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%08x%04x", first.getValue(), second.getValue() & 0xFFFF);
    }
}
