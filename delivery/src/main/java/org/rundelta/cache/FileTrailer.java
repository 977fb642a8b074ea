package org.rundelta.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Instant;

/**
 * What is known of a held file, behind its bytes in the same file, so that there is never one without the other: the fields
 * below, how many bytes they take (an int), and a mark (a long). Who finds the mark at the end of a file, and the size that
 * fits, has all of it.
 */
final class FileTrailer {
    private static final long MARK = 0x5264_6361_6368_6531L; // "Rdcache1"
    private static final int END = Integer.BYTES + Long.BYTES;
    private static final int MAX_BYTES = 1 << 17;

    private FileTrailer() {}

    static ByteBuffer write(CachedFile file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(file.path());
        out.writeLong(file.size());
        out.writeUTF(file.sha256());
        StoredHead head = file.head();
        out.writeUTF(head.contentType());
        out.writeUTF(head.contentEncoding());
        out.writeUTF(head.etag());
        out.writeUTF(head.lastModified());
        out.writeUTF(head.cacheControl());
        Freshness freshness = file.freshness();
        out.writeLong(freshness.arrived().toEpochMilli());
        out.writeLong(freshness.arrivedAge());
        out.writeLong(freshness.lifetime());
        out.writeLong(freshness.staleLifetime());
        out.writeInt(bytes.size());
        out.writeLong(MARK);
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    /**
     * Reads it.
     *
     * @throws IOException if the file is not whole
     */
    static CachedFile read(FileChannel channel, String name, boolean isPinned) throws IOException {
        long fileSize = channel.size();
        ByteBuffer end = read(channel, fileSize - END, END);
        int length = end.getInt();
        if (end.getLong() != MARK || length < 0 || length > MAX_BYTES) {
            throw new IOException("no mark at its end");
        }
        long start = fileSize - END - length;
        DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(read(channel, start, length).array()));
        String path = in.readUTF();
        if (in.readLong() != start) {
            throw new IOException("not of its size");
        }
        String sha256 = in.readUTF();
        StoredHead head = new StoredHead(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
        Freshness freshness =
                new Freshness(Instant.ofEpochMilli(in.readLong()), in.readLong(), in.readLong(), in.readLong());
        return new CachedFile(path, name, start, sha256, head, freshness, isPinned);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (position < 0 || channel.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("too short");
            }
        }
        return bytes.flip();
    }
}
