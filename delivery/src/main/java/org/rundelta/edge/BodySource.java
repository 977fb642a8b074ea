package org.rundelta.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.rundelta.cache.FileBody;

/** A part of a file for one response, read as it comes and as the client takes it. */
final class BodySource implements Content.Source {
    private final FileBody body;
    private final ByteBufferPool.Sized buffers;
    private final Executor executor;
    private final long end;
    private long position;
    private Throwable failure;

    /** The bytes from one position to another, which will come. */
    BodySource(FileBody body, ByteBufferPool.Sized buffers, Executor executor, long position, long end) {
        this.body = body;
        this.buffers = buffers;
        this.executor = executor;
        this.position = position;
        this.end = end;
    }

    @Override
    public Content.Chunk read() {
        if (failure != null) {
            return Content.Chunk.from(failure, true);
        }
        if (position == end) {
            return Content.Chunk.EOF;
        }
        if (body.available() > position) {
            return readSome();
        }
        body.failure().ifPresent(this::fail);
        return failure == null ? null : Content.Chunk.from(failure, true);
    }

    private Content.Chunk readSome() {
        RetainableByteBuffer.Mutable buffer = buffers.acquire();
        ByteBuffer bytes = buffer.getByteBuffer();
        try {
            bytes.limit((int) Math.min(buffers.getSize(), end - position)).position(0);
            body.read(bytes, position);
            bytes.flip();
            position += bytes.remaining();
            return Content.Chunk.asChunk(bytes, position == end, buffer);
        } catch (IOException e) {
            buffer.release();
            fail(e);
            return Content.Chunk.from(e, true);
        }
    }

    /** The thread that brings the bytes has others to bring them to. */
    @Override
    public void demand(Runnable action) {
        if (failure != null || position == end || body.available() > position) {
            action.run();
        } else {
            body.whenMoreThan(position, () -> executor.execute(action));
        }
    }

    @Override
    public void fail(Throwable reason) {
        failure = reason;
    }
}
