package org.rundelta.edge;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Set;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.Resource;
import org.rundelta.cache.StoredHead;

/** A file of a cache, with the fields of its responses: those of its origin. */
final class CachedContent implements HttpContent {
    private final Bytes bytes;
    private final HttpField contentType;
    private final HttpField contentEncoding;
    private final HttpField contentLength;
    private final HttpField lastModified;
    private final HttpField etag;
    private final PreEncodedHttpField cacheControl;
    private final BytesContent gzip;

    /**
     * A file.
     *
     * @param bytes its own
     * @param text the same, if it is text and in memory; else null
     */
    CachedContent(StoredHead head, Bytes bytes, ByteBuffer text) {
        this.bytes = bytes;
        contentType = field(HttpHeader.CONTENT_TYPE, head.contentType());
        contentEncoding = field(HttpHeader.CONTENT_ENCODING, head.contentEncoding());
        contentLength = new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, bytes.length());
        lastModified = field(HttpHeader.LAST_MODIFIED, head.modified().isPresent() ? head.lastModified() : "");
        // Jetty takes what is behind a hyphen for the name of an encoding; every edge puts the same in its place.
        etag = field(HttpHeader.ETAG, head.etag().replace('-', '.'));
        cacheControl = field(HttpHeader.CACHE_CONTROL, head.cacheControl());
        gzip = text == null ? null : BytesContent.gzip(this, text);
    }

    private static PreEncodedHttpField field(HttpHeader name, String value) {
        return value.isEmpty() ? null : new PreEncodedHttpField(name, value);
    }

    /** Where the bytes are. */
    abstract static class Bytes extends SentBytes {
        Bytes(long length, Instant modified) {
            super(length, modified);
        }

        /** Those from one position to another. */
        abstract Content.Source part(long position, long end);

        void send(long position, long end, Content.Sink sink, Callback callback) {
            Content.copy(part(position, end), sink, callback);
        }

        long end(long offset, long wanted) {
            return wanted < 0 ? length() : offset + wanted;
        }

        @Override
        public Content.Source newContentSource(ByteBufferPool.Sized buffers, long offset, long wanted) {
            return part(offset, end(offset, wanted));
        }
    }

    /** For how long clients may keep it. */
    PreEncodedHttpField cacheControl() {
        return cacheControl;
    }

    /** The same, compressed; null if it is not compressible. */
    BytesContent gzip() {
        return gzip;
    }

    @Override
    public HttpField getContentType() {
        return contentType;
    }

    @Override
    public HttpField getContentEncoding() {
        return contentEncoding;
    }

    @Override
    public HttpField getContentLength() {
        return contentLength;
    }

    @Override
    public HttpField getLastModified() {
        return lastModified;
    }

    @Override
    public HttpField getETag() {
        return etag;
    }

    @Override
    public String getCharacterEncoding() {
        return null;
    }

    @Override
    public MimeTypes.Type getMimeType() {
        return null;
    }

    @Override
    public Instant getLastModifiedInstant() {
        return bytes.lastModified();
    }

    @Override
    public long getContentLengthValue() {
        return bytes.length();
    }

    @Override
    public Resource getResource() {
        return bytes;
    }

    @Override
    public void writeTo(Content.Sink sink, long offset, long length, Callback callback) {
        bytes.send(offset, bytes.end(offset, length), sink, callback);
    }

    @Override
    public Set<CompressedContentFormat> getPreCompressedContentFormats() {
        return gzip == null ? Set.of() : Set.of(CompressedContentFormat.GZIP);
    }
}
