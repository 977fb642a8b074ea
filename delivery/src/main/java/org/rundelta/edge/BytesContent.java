package org.rundelta.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/** Bytes in memory in place of those of a file; all else is the file's. */
final class BytesContent extends HttpContent.Wrapper {
    private final byte[] bytes;
    private final HttpField contentLength;

    BytesContent(HttpContent file, byte[] bytes) {
        super(file);
        this.bytes = bytes;
        contentLength = new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, Integer.toString(bytes.length));
    }

    /** The bytes compressed. */
    static BytesContent gzip(HttpContent file, ByteBuffer bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            Channels.newChannel(out).write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return new BytesContent(file, compressed.toByteArray());
    }

    @Override
    public HttpField getContentLength() {
        return contentLength;
    }

    @Override
    public long getContentLengthValue() {
        return bytes.length;
    }

    @Override
    public void writeTo(Content.Sink sink, long offset, long length, Callback callback) {
        int size = length < 0 ? bytes.length - (int) offset : (int) length;
        sink.write(true, ByteBuffer.wrap(bytes, (int) offset, size), callback);
    }
}
