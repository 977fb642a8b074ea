package org.rundelta.edge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

/**
 * A regular file that is open for reading, and its attributes. It was reached from the folder that is served, name by name,
 * each looked up in the folder opened before it, and none a symbolic link: so it lies below, whatever becomes of the names
 * meanwhile. (Where Java cannot do that, as on Windows, who may change names below the folder could win a race.)
 */
record OpenedFile(SeekableByteChannel channel, BasicFileAttributes attributes) implements Closeable {

    /**
     * Opens it.
     *
     * @param root the folder that is served
     * @param file relative to it, of names alone
     * @throws IOException if there is no such regular file, there is a link on the way, or it is replaced just now
     */
    static OpenedFile open(Path root, Path file) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            if (top instanceof SecureDirectoryStream<Path> folder) {
                return open(folder, file);
            }
        }
        Path path = root.resolve(file);
        if (!path.equals(path.toRealPath())) {
            throw new NoSuchFileException(file.toString(), null, "a link");
        }
        return open(
                file,
                Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS),
                options -> Files.newByteChannel(path, options));
    }

    private static OpenedFile open(SecureDirectoryStream<Path> folder, Path file) throws IOException {
        Path name = file.getName(0);
        BasicFileAttributeView view =
                folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (name.equals(file)) {
            return open(file, view, options -> folder.newByteChannel(file, options));
        }
        if (!view.readAttributes().isDirectory()) { // to open a pipe would wait for who writes
            throw new NoSuchFileException(file.toString());
        }
        try (SecureDirectoryStream<Path> inside = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            return open(inside, name.relativize(file));
        }
    }

    private static OpenedFile open(Path file, BasicFileAttributeView view, Opening opening) throws IOException {
        BasicFileAttributes attributes = view.readAttributes();
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(file.toString());
        }
        SeekableByteChannel channel = opening.open(Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        OpenedFile opened = new OpenedFile(channel, attributes);
        if (!opened.hasAttributes(view.readAttributes())) {
            channel.close();
            throw new NoSuchFileException(file.toString(), null, "replaced while it was opened");
        }
        return opened;
    }

    /** Whether these are the attributes of the same file in the same state. */
    boolean hasAttributes(BasicFileAttributes other) {
        return Objects.equals(attributes.fileKey(), other.fileKey())
                && attributes.size() == other.size()
                && attributes.lastModifiedTime().equals(other.lastModifiedTime());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private interface Opening {
        SeekableByteChannel open(Set<OpenOption> options) throws IOException;
    }
}
