package org.rundelta.mp4;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bytes by position: the parts of a list (files, or arrays) as if they stood one behind the other. */
final class ByteSource implements Closeable {
    /** One file or array. */
    interface Part extends Closeable {
        long size();

        /** Fills {@code target} from {@code position} on; the caller stays below {@link #size()}. */
        void read(long position, byte[] target) throws IOException;

        /** What follows the byte offset in a message: {@code " of seg-1.m4s"}, or nothing. */
        String suffix();
    }

    private final List<Part> parts;
    private final long[] starts;
    private int current;

    private ByteSource(List<? extends Part> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no file to read");
        }
        this.parts = List.copyOf(parts);
        starts = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = starts[i] + parts.get(i).size();
        }
    }

    static ByteSource ofFiles(List<Path> files) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Path file : files) {
            parts.add(new FilePart(file));
        }
        return new ByteSource(parts);
    }

    static ByteSource ofArrays(byte[]... arrays) {
        List<Part> parts = new ArrayList<>();
        for (byte[] array : arrays) {
            parts.add(new ArrayPart(array));
        }
        return new ByteSource(parts);
    }

    long size() {
        return starts[parts.size()];
    }

    /** Where the part that holds {@code position} ends: no box reaches beyond it. */
    long partEnd(long position) {
        return starts[partAt(position) + 1];
    }

    /** The bytes of [position, position + length), which lie within one part. */
    byte[] read(long position, int length) throws IOException {
        int part = partAt(position);
        if (part != current) {
            parts.get(current).close();
            current = part;
        }
        byte[] target = new byte[length];
        parts.get(part).read(position - starts[part], target);
        return target;
    }

    /** How a message names a position. */
    String place(long position) {
        int part = partAt(position);
        return "byte " + (position - starts[part]) + parts.get(part).suffix();
    }

    @Override
    public void close() throws IOException {
        parts.get(current).close();
    }

    /** The part that holds the position; for the end of the source, its last part. */
    private int partAt(long position) {
        int part = current;
        while (part > 0 && position < starts[part]) {
            part--;
        }
        while (part < parts.size() - 1 && position >= starts[part + 1]) {
            part++;
        }
        return part;
    }

    private record ArrayPart(byte[] bytes) implements Part {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, byte[] target) {
            System.arraycopy(bytes, (int) position, target, 0, target.length);
        }

        @Override
        public String suffix() {
            return "";
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
