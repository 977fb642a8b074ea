package org.rundelta.edge;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.IOResources;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.Resource;
import org.rundelta.media.MediaType;

/**
 * A file as it was when it was looked up, with the fields of its responses. A small one is kept in memory, and text compressed,
 * too, and so is a hot one; others are read while they are sent.
 */
final class ServedFile implements HttpContent {
    private static final int MAX_SMALL = 32 << 10;
    private static final int MAX_TEXT = 1 << 20;

    private static final Set<CompressedContentFormat> ENCODINGS =
            Set.of(CompressedContentFormat.GZIP, CompressedContentFormat.BR);

    private final BasicFileAttributes attributes;
    private final MediaType type;
    private final boolean isImmutable;
    private final ByteBufferPool.Sized buffers;
    private final FileBytes file;
    private final MemoryBytes bytes;
    private final BytesContent gzip;
    private final HttpField contentType;
    private final HttpField contentLength;
    private final HttpField lastModified;
    private final HttpField etag;

    /**
     * Reads what is kept of it.
     *
     * @param name its path below the folder
     * @param opened the file
     * @param folder in which it is found again
     * @param buffers what large files are read into
     * @param isHot whether to keep it in memory, whatever its size
     */
    ServedFile(String name, OpenedFile opened, ServedFolder folder, ByteBufferPool.Sized buffers, boolean isHot)
            throws IOException {
        this.buffers = buffers;
        attributes = opened.attributes();
        type = MediaType.of(name);
        isImmutable = MediaType.neverChanges(name);
        file = new FileBytes(folder, Path.of(name), attributes);
        contentType = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, type.name());
        contentLength = new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, attributes.size());
        lastModified =
                new PreEncodedHttpField(HttpHeader.LAST_MODIFIED, DateGenerator.formatDate(getLastModifiedInstant()));
        etag = new PreEncodedHttpField(HttpHeader.ETAG, tag());
        boolean isKept = isHot || attributes.size() <= MAX_SMALL || isCompressible();
        bytes = isKept ? folder.hot().read(read(opened)) : null;
        gzip = isCompressible() ? BytesContent.gzip(this, bytes.part(0, bytes.size())) : null;
    }

    /** A strong one, of the same as nginx's. Jetty takes what is behind a hyphen for the name of an encoding. */
    private String tag() {
        long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return '"' + Long.toHexString(modified) + '.' + Long.toHexString(attributes.size()) + '"';
    }

    private static ByteBuffer read(OpenedFile opened) throws IOException {
        ByteBuffer read = ByteBuffer.allocateDirect((int) opened.attributes().size());
        while (read.hasRemaining()) {
            if (opened.channel().read(read) < 0) {
                throw new EOFException("shortened while it was read");
            }
        }
        return read;
    }

    /** Whether it is named after its content, so that it never changes. */
    boolean isImmutable() {
        return isImmutable;
    }

    boolean isInMemory() {
        return bytes != null;
    }

    BasicFileAttributes attributes() {
        return attributes;
    }

    /** The memory that it takes, about. */
    int weight() {
        return 1024 + (bytes == null ? 0 : bytes.size()) + (gzip == null ? 0 : (int) gzip.getContentLengthValue());
    }

    boolean isCompressible() {
        return type.isText() && attributes.size() <= MAX_TEXT;
    }

    /** The same, compressed; of what is compressible. */
    HttpContent gzip() {
        return gzip;
    }

    @Override
    public HttpField getContentType() {
        return contentType;
    }

    @Override
    public HttpField getContentEncoding() {
        return null;
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
        return attributes.lastModifiedTime().toInstant();
    }

    @Override
    public long getContentLengthValue() {
        return attributes.size();
    }

    @Override
    public Resource getResource() {
        return file;
    }

    @Override
    public void writeTo(Content.Sink sink, long offset, long length, Callback callback) {
        if (bytes == null) {
            IOResources.copy(file, sink, buffers, offset, length, callback);
        } else {
            bytes.send(offset, length < 0 ? bytes.size() : offset + length, sink, callback);
        }
    }

    /** Of what is never compressed, responses do not vary. */
    @Override
    public Set<CompressedContentFormat> getPreCompressedContentFormats() {
        return isCompressible() ? ENCODINGS : Set.of();
    }
}
