package org.rundelta.mp4;

import java.io.IOException;
import org.rundelta.mp4.Mp4Exception.Reason;

/**
 * The header of a box (ISO/IEC 14496-12, 4.2.2):
 *
 * <pre>
 *   u32 size        of the box with this header; 1: see largesize; 0: up to the end of the file
 *   u32 type        four characters
 *   u64 largesize   only if size is 1
 * </pre>
 *
 * @param position of the first byte of the header
 * @param headerSize 8 or 16 bytes
 * @param size bytes, with the header; the box ends within what holds it
 */
record BoxHeader(String type, long position, int headerSize, long size) {
    /** Size of a header without {@code largesize}. */
    static final int SHORT = 8;

    /** Size of a header with {@code largesize}. */
    static final int LONG = 16;

    /** Room for the sample tables of some hours in a file that is not fragmented. */
    static final int MAX_LOADED = 64 << 20;

    /** In place of the size: it is in {@code largesize}. */
    static final int LARGE_SIZE_FOLLOWS = 1;

    /** Reads the header of the box at a position that is in no other box and not the end of the source. */
    static BoxHeader read(ByteSource source, long position) throws IOException, Mp4Exception {
        long available = source.partEnd(position) - position;
        byte[] window = source.read(position, (int) Math.min(LONG, available));
        return parse(BoxReader.ofBytes(source, position, window), position, available);
    }

    /** Reads the header that {@code in} stands before; the box can have {@code available} bytes. */
    static BoxHeader parse(BoxReader in, long position, long available) throws Mp4Exception {
        long size = in.unsigned(4, "the size of a box");
        String type = in.code("the type of a box");
        int headerSize = SHORT;
        if (size == LARGE_SIZE_FOLLOWS) {
            size = (in.unsigned(4, "largesize") << 32) | in.unsigned(4, "largesize");
            headerSize = LONG;
        } else if (size == 0 && in.header() == null) {
            size = available;
        }
        if (size < headerSize || size > available) {
            String problem = "box \"" + type + "\" of " + Long.toUnsignedString(size) + " bytes, where " + available
                    + " are left: the file is damaged or cut short";
            throw in.malformedAt(position, position == 0 ? problem + ", or not an MP4 file" : problem);
        }
        return new BoxHeader(type, position, headerSize, size);
    }

    long payloadStart() {
        return position + headerSize;
    }

    long payloadSize() {
        return size - headerSize;
    }

    long end() {
        return position + size;
    }

    /** Loads the payload of a box that stands in no other. */
    BoxReader load(ByteSource source, int limit) throws IOException, Mp4Exception {
        if (payloadSize() > limit) {
            throw new Mp4Exception(
                    Reason.OVER_LIMIT,
                    "box " + type + " of " + size + " bytes, at most " + limit + " are read",
                    source.place(position));
        }
        return BoxReader.ofPayload(source, this, source.read(payloadStart(), (int) payloadSize()));
    }
}
