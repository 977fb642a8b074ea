package org.rundelta.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;

/**
 * The bytes of a file, read while they are sent: every part is read from a file opened as {@link ServedFolder} does, and in the state that the header of the response describes.
 */
final class FileBytes extends SentBytes {
    private final ServedFolder folder;
    private final Path file;
    private final BasicFileAttributes attributes;

    /** Bytes of a file, relative to the folder, that had these attributes. */
    FileBytes(ServedFolder folder, Path file, BasicFileAttributes attributes) {
        super(attributes.size(), attributes.lastModifiedTime().toInstant());
        this.folder = folder;
        this.file = file;
        this.attributes = attributes;
    }

    @Override
    public Content.Source newContentSource(ByteBufferPool.Sized buffers, long offset, long length) {
        return Content.Source.from(buffers, open(offset), 0, length); // would read all that is before an offset
    }

    /** Opens it once more; what is gone or replaced since a moment ago is not found. */
    private SeekableByteChannel open(long offset) {
        try {
            OpenedFile opened = folder.open(file);
            if (opened.hasAttributes(attributes)) {
                return opened.channel().position(offset);
            }
            opened.close();
        } catch (NoSuchFileException e) {
            throw new HttpException.RuntimeException(HttpStatus.NOT_FOUND_404, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new HttpException.RuntimeException(HttpStatus.NOT_FOUND_404);
    }

    @Override
    public String getName() {
        return file.toString();
    }

    @Override
    public String getFileName() {
        return file.getFileName().toString();
    }
}
