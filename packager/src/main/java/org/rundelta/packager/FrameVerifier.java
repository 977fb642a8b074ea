package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rundelta.codec.Picture;
import org.rundelta.packager.FrameMatch.TimeDifference;
import org.rundelta.quality.FrameComparison;

/**
 * Compares decoded frames with their originals by index. The originals are read, and compared, in a thread of the
 * verifier's own, so that decoding goes on meanwhile; what waits for it are copies of a few frames.
 */
public final class FrameVerifier implements Closeable {
    /** Copies that may wait. */
    private static final int MAX_WAITING = 4;

    /** Pixels of the copies together, unless one alone has more: 128 MiB. */
    private static final long MAX_WAITING_PIXELS = 32 << 20;

    private final String name;
    private final VideoInfo video;
    private final FrameSource original;
    private final long capacity;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    /** Comparisons under way; each gives back its copy to be used again. */
    private final Queue<Future<Picture>> waiting = new ArrayDeque<>();

    private final FrameComparison comparison = new FrameComparison();
    private TimeDifference firstTimeDifference;

    /**
     * A verifier that takes over the original and closes it.
     *
     * @param name of the original, for messages
     * @param video what the decoded frames are like
     */
    public FrameVerifier(FrameSource original, String name, VideoInfo video) {
        this.original = original;
        this.name = name;
        this.video = video;
        capacity = Math.max(1, Math.min(MAX_WAITING, MAX_WAITING_PIXELS / ((long) video.width() * video.height())));
    }

    /**
     * Adds the next decoded frame; its picture is not kept.
     *
     * @throws MismatchException if this frame, or one of the few before it, has no original or one of another size
     * @throws IOException if the original cannot be read
     */
    public void add(Frame frame) throws IOException, MismatchException, InterruptedException {
        Picture copy = waiting.size() < capacity ? new Picture(video.width(), video.height()) : get(waiting.remove());
        frame.picture().copyTo(copy);
        Frame kept = new Frame(copy, frame.time(), frame.duration());
        waiting.add(thread.submit(() -> compare(kept)));
    }

    /**
     * Waits for the comparison of all frames added, and makes sure that there are no more originals.
     *
     * @throws MismatchException if there are, or as {@link #add}
     * @throws IOException if the original cannot be read
     */
    public FrameMatch finish() throws IOException, MismatchException, InterruptedException {
        while (!waiting.isEmpty()) {
            get(waiting.remove());
        }
        return get(thread.submit(this::result));
    }

    private Picture compare(Frame decoded) throws IOException, MismatchException {
        Frame source = original.next();
        long index = comparison.frames();
        if (source == null) {
            throw new MismatchException(
                    name + ": has only " + frames(index) + ", the decoded video has more; is it the original?");
        }
        Picture picture = source.picture();
        if (picture.width() != video.width() || picture.height() != video.height()) {
            throw new MismatchException(name + ": is " + picture.width() + "x" + picture.height()
                    + ", the decoded video " + video.width() + "x" + video.height() + "; is it the original?");
        }
        if (firstTimeDifference == null && !sameTime(decoded.time(), source.time())) {
            firstTimeDifference = new TimeDifference(
                    index,
                    (double) decoded.time() / video.timescale(),
                    (double) source.time() / original.video().timescale());
        }
        comparison.add(picture, decoded.picture());
        return decoded.picture();
    }

    private FrameMatch result() throws IOException, MismatchException {
        long frames = comparison.frames();
        long originals = frames;
        while (original.next() != null) {
            originals++;
        }
        if (originals != frames) {
            throw new MismatchException(
                    name + ": has " + frames(originals) + ", the decoded video " + frames + "; is it the original?");
        }
        return new FrameMatch(comparison.quality(), firstTimeDifference);
    }

    /** Exact: times in ticks of different lengths are compared as fractions. */
    private boolean sameTime(long time, long originalTime) {
        long originalTimescale = original.video().timescale();
        return BigInteger.valueOf(time)
                .multiply(BigInteger.valueOf(originalTimescale))
                .equals(BigInteger.valueOf(originalTime).multiply(BigInteger.valueOf(video.timescale())));
    }

    private static String frames(long count) {
        return count == 1 ? "1 frame" : count + " frames";
    }

    private static <T> T get(Future<T> future) throws IOException, MismatchException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof MismatchException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("comparing met a defect", e.getCause());
        }
    }

    /** The original is closed by the thread that reads it, once the comparisons under way are done. */
    @Override
    public void close() {
        thread.execute(this::closeOriginal);
        thread.shutdown();
    }

    private void closeOriginal() {
        try {
            original.close();
        } catch (IOException ignored) {
            // It was only read, and all that was wanted of it is there.
        }
    }
}
