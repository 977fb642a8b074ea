package org.rundelta.edge;

import java.nio.ByteBuffer;
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
