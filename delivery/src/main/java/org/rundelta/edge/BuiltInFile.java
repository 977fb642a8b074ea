package org.rundelta.edge;

import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.http.content.ResourceHttpContent;
import org.eclipse.jetty.util.resource.MemoryResource;
import org.rundelta.media.MediaType;

/** A file of text that the program brings with it, in memory as it is and compressed. */
final class BuiltInFile extends HttpContent.Wrapper {
    private final BytesContent gzip;
    private final HttpField etag;

    /** A file whose name says of which type it is. */
    BuiltInFile(String name, byte[] bytes) {
        super(new ResourceHttpContent(
                new MemoryResource(URI.create("memory:/" + name), bytes),
                MediaType.of(name).name()));
        etag = new PreEncodedHttpField(HttpHeader.ETAG, tag(bytes));
        gzip = BytesContent.gzip(this, ByteBuffer.wrap(bytes));
    }

    /** Of the content, so that it is the same when the program is started again. */
    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The same, compressed. */
    HttpContent gzip() {
        return gzip;
    }

    @Override
    public HttpField getETag() {
        return etag;
    }

    @Override
    public Set<CompressedContentFormat> getPreCompressedContentFormats() {
        return Set.of(CompressedContentFormat.GZIP);
    }
}
