package org.rundelta.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.rundelta.cache.Answer;
import org.rundelta.cache.CachedFile;
import org.rundelta.cache.EdgeCache;
import org.rundelta.cache.FileBody;
import org.rundelta.cache.StoredHead;
import org.rundelta.media.MediaType;

/** The files of a cache as contents: small ones and hot ones in memory, and text compressed, too; others read while they are sent. */
final class CachedContents {
    private static final int MAX_SMALL = 32 << 10;
    private static final int MAX_TEXT = 1 << 20;

    /** What was made of a file as it was known then. */
    private record Kept(CachedFile file, CachedContent content) {
        int weight() {
            long gzip = content.gzip() == null ? 0 : content.gzip().getContentLengthValue();
            return (int) (1024 + file.size() + gzip);
        }
    }

    private final EdgeCache cache;
    private final ByteBufferPool.Sized buffers;
    private final HotFiles hot = new HotFiles();
    private final Cache<String, Kept> memory = Caffeine.newBuilder()
            .maximumWeight(HotFiles.MAX_MEMORY)
            .<String, Kept>weigher((path, kept) -> kept.weight())
            .build();

    /** @param buffers what large files are read into */
    CachedContents(EdgeCache cache, ByteBufferPool.Sized buffers) {
        this.cache = cache;
        this.buffers = buffers;
    }

    private static boolean isSmall(CachedFile file) {
        return file.size() <= MAX_SMALL || isText(file);
    }

    private static boolean isText(CachedFile file) {
        return file.size() <= MAX_TEXT
                && MediaType.of(file.path()).isText()
                && file.head().contentEncoding().isEmpty();
    }

    /**
     * A file that is in memory, or should be from now on; empty if it is another.
     *
     * @throws IOException if it cannot be read any more
     */
    Optional<CachedContent> inMemory(CachedFile file) throws IOException {
        Kept kept = memory.getIfPresent(file.path());
        if (kept != null && kept.file().equals(file)) {
            return Optional.of(kept.content());
        }
        if (!isSmall(file) && !hot.isDue(file.path(), file.size())) {
            return Optional.empty();
        }
        CachedContent content = read(file);
        memory.put(file.path(), new Kept(file, content));
        return Optional.of(content);
    }

    private CachedContent read(CachedFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) file.size());
        FileBody body = cache.open(file);
        try {
            while (bytes.hasRemaining()) {
                body.read(bytes, bytes.position());
            }
        } finally {
            body.release();
        }
        return new CachedContent(
                file.head(), new InMemory(hot.read(bytes), modified(file.head())), isText(file) ? bytes.flip() : null);
    }

    private static Instant modified(StoredHead head) {
        return head.modified().orElse(Instant.EPOCH);
    }

    /** A file that is open. */
    CachedContent open(CachedFile file, FileBody body, Executor executor) {
        return new CachedContent(file.head(), new InFile(body, file.size(), modified(file.head()), executor), null);
    }

    /** A file that is on its way. */
    CachedContent coming(Answer.Coming file, Executor executor) {
        return new CachedContent(
                file.head(), new InFile(file.body(), file.size(), modified(file.head()), executor), null);
    }

    /** Bytes in memory. */
    private static final class InMemory extends CachedContent.Bytes {
        private final MemoryBytes bytes;

        InMemory(MemoryBytes bytes, Instant modified) {
            super(bytes.size(), modified);
            this.bytes = bytes;
        }

        @Override
        Content.Source part(long position, long end) {
            return Content.Source.from(bytes.part(position, end));
        }

        @Override
        void send(long position, long end, Content.Sink sink, Callback callback) {
            bytes.send(position, end, sink, callback);
        }
    }

    /** Bytes in a file, which may still grow. */
    private final class InFile extends CachedContent.Bytes {
        private final FileBody body;
        private final Executor executor;

        InFile(FileBody body, long size, Instant modified, Executor executor) {
            super(size, modified);
            this.body = body;
            this.executor = executor;
        }

        @Override
        Content.Source part(long position, long end) {
            return new BodySource(body, buffers, executor, position, end);
        }
    }
}
