package org.rundelta.mp4;

import java.util.Arrays;
import java.util.List;
import org.rundelta.mp4.Mp4Exception.Reason;

/**
 * Reads the payload of one box, field by field, big-endian, never beyond its end. Fields carry their name in the
 * standard: an error message uses it, and so does {@link Box}, which reads through the same parsers as all others and
 * has the fields noted on the way.
 */
final class BoxReader {
    /** Deeper than any box of the standard lies (a protection scheme in a sample entry: 9). */
    private static final int MAX_DEPTH = 16;

    /** The first eight bits and the other 24 of a full box (ISO/IEC 14496-12, 4.2.2). */
    record VersionAndFlags(int version, int flags) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    private final ByteSource source;
    private final byte[] data;
    private final long base;
    private final String path;
    private final int depth;
    private final BoxHeader header;
    private final int end;
    private int at;
    private List<Box.Field> notes;

    private BoxReader(
            ByteSource source, byte[] data, long base, String path, int depth, BoxHeader header, int at, int end) {
        this.source = source;
        this.data = data;
        this.base = base;
        this.path = path;
        this.depth = depth;
        this.header = header;
        this.at = at;
        this.end = end;
    }

    /** A reader of the payload {@code data} of a box that stands in no other. */
    static BoxReader ofPayload(ByteSource source, BoxHeader header, byte[] data) {
        return new BoxReader(source, data, header.payloadStart(), header.type(), 1, header, 0, data.length);
    }

    /** A reader of bytes that stand in no box, the header of one, say. */
    static BoxReader ofBytes(ByteSource source, long position, byte[] data) {
        return new BoxReader(source, data, position, "file", 0, null, 0, data.length);
    }

    BoxHeader header() {
        return header;
    }

    String type() {
        return header.type();
    }

    int remaining() {
        return end - at;
    }

    /** Notes the named fields read from now on. */
    void noteInto(List<Box.Field> fields) {
        notes = fields;
    }

    /** Notes what is not a field of its own. */
    void note(String name, Object value) {
        if (notes != null) {
            notes.add(new Box.Field(name, String.valueOf(value)));
        }
    }

    /** The next box inside this one, or null behind the last. */
    BoxReader nextChild() throws Mp4Exception {
        if (at == end) {
            return null;
        }
        if (depth == MAX_DEPTH) {
            throw overLimit("boxes nested deeper than " + MAX_DEPTH);
        }
        int start = at;
        BoxHeader child = BoxHeader.parse(this, base + start, end - start);
        at = start + (int) child.size();
        return new BoxReader(
                source,
                data,
                base,
                path + "/" + child.type(),
                depth + 1,
                child,
                start + child.headerSize(),
                start + (int) child.size());
    }

    /** The next box inside this one, which has to be there; reads nothing. */
    BoxReader firstChild() throws Mp4Exception {
        int start = at;
        BoxReader child = nextChild();
        at = start;
        if (child == null) {
            throw malformed("there is no box inside");
        }
        return child;
    }

    /** The first box of that type among those not read yet, or null; reads nothing. */
    BoxReader find(String type) throws Mp4Exception {
        int start = at;
        BoxReader child = nextChild();
        while (child != null && !child.type().equals(type)) {
            child = nextChild();
        }
        at = start;
        return child;
    }

    /** As {@link #find}, for a box that has to be there. */
    BoxReader require(String type) throws Mp4Exception {
        BoxReader child = find(type);
        if (child == null) {
            throw malformed("box " + type + " is missing");
        }
        return child;
    }

    VersionAndFlags versionAndFlags(int newestVersion) throws Mp4Exception {
        int version = (int) unsigned(1, "version");
        int flags = (int) unsigned(3, "flags");
        if (version > newestVersion) {
            throw fail(Reason.UNSUPPORTED, "version " + version + ", known up to " + newestVersion);
        }
        note("version", version);
        note("flags", "0x" + Integer.toHexString(flags));
        return new VersionAndFlags(version, flags);
    }

    int u8(String name) throws Mp4Exception {
        return (int) noted(name, unsigned(1, name));
    }

    int u16(String name) throws Mp4Exception {
        return (int) noted(name, unsigned(2, name));
    }

    long u32(String name) throws Mp4Exception {
        return noted(name, unsigned(4, name));
    }

    int i32(String name) throws Mp4Exception {
        int value = (int) unsigned(4, name);
        note(name, value);
        return value;
    }

    /** A count, an offset or a time of 64 bits: above 2^63 it cannot be true. */
    long u64(String name) throws Mp4Exception {
        long value = i64(name);
        if (value < 0) {
            throw malformed(name + " is " + Long.toUnsignedString(value));
        }
        return value;
    }

    long i64(String name) throws Mp4Exception {
        return noted(name, (unsigned(4, name) << 32) | unsigned(4, name));
    }

    /** A time: 64 bits wide from version 1 on. */
    long time(VersionAndFlags full, String name) throws Mp4Exception {
        return full.version() == 0 ? u32(name) : u64(name);
    }

    String fourCc(String name) throws Mp4Exception {
        String value = code(name);
        note(name, value);
        return value;
    }

    byte[] bytes(int length, String name) throws Mp4Exception {
        int start = advance(length, name);
        return Arrays.copyOfRange(data, start, start + length);
    }

    byte[] rest() {
        byte[] rest = Arrays.copyOfRange(data, at, end);
        at = end;
        return rest;
    }

    void skip(int length, String name) throws Mp4Exception {
        advance(length, name);
    }

    /** An unsigned number that is not noted: an entry of a table. */
    long unsigned(int bytes, String name) throws Mp4Exception {
        int start = advance(bytes, name);
        long value = 0;
        for (int i = start; i < start + bytes; i++) {
            value = (value << 8) | (data[i] & 0xFF);
        }
        return value;
    }

    /** A four-character code that is not noted; what cannot be printed in a message of one line becomes "?". */
    String code(String name) throws Mp4Exception {
        int start = advance(4, name);
        StringBuilder code = new StringBuilder(4);
        for (int i = start; i < start + 4; i++) {
            char c = (char) (data[i] & 0xFF);
            code.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return code.toString();
    }

    Mp4Exception malformed(String problem) {
        return fail(Reason.MALFORMED, problem);
    }

    Mp4Exception malformedAt(long position, String problem) {
        return new Mp4Exception(Reason.MALFORMED, problem, path + ", " + source.place(position));
    }

    Mp4Exception overLimit(String problem) {
        return fail(Reason.OVER_LIMIT, problem);
    }

    Mp4Exception unsupported(String problem) {
        return fail(Reason.UNSUPPORTED, problem);
    }

    private Mp4Exception fail(Reason reason, String problem) {
        return new Mp4Exception(reason, problem, path + ", " + source.place(base + at));
    }

    private long noted(String name, long value) {
        note(name, value);
        return value;
    }

    private int advance(int length, String name) throws Mp4Exception {
        if (length > end - at) {
            throw malformed("it ends inside " + name);
        }
        int start = at;
        at += length;
        return start;
    }
}
