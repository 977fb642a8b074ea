package org.rundelta.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes boxes into memory, big-endian; a box's size is set when its content is there. */
final class BoxWriter {
    private byte[] bytes = new byte[1024];
    private int length;

    /** Checks a code that comes from a caller. */
    static void requireFourCc(String code) {
        if (code.length() != 4 || !code.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("\"" + code + "\" is not a code of four characters");
        }
    }

    void box(String type, Runnable content) {
        int start = length;
        u32(0);
        fourCc(type);
        content.run();
        put(start, 4, length - start);
    }

    void fullBox(String type, int version, int flags, Runnable content) {
        box(type, () -> {
            u8(version);
            u24(flags);
            content.run();
        });
    }

    void u8(int value) {
        append(1, value);
    }

    void u16(int value) {
        append(2, value);
    }

    void u24(int value) {
        append(3, value);
    }

    void u32(long value) {
        append(4, value);
    }

    void u64(long value) {
        append(8, value);
    }

    void zeros(int count) {
        reserve(count);
        length += count;
    }

    void fourCc(String code) {
        bytes(code.getBytes(StandardCharsets.ISO_8859_1));
    }

    void bytes(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void append(int count, long value) {
        reserve(count);
        put(length, count, value);
        length += count;
    }

    private void put(int at, int count, long value) {
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >>> (8 * (count - 1 - i)));
        }
    }

    private void reserve(int count) {
        if (count > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
