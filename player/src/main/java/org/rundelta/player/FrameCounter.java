package org.rundelta.player;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.Decoder;
import org.rundelta.mp4.FragmentReader;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.Sample;
import org.rundelta.mp4.Track;

/** Decodes segments of our own codec beside the playback, each from its keyframe, and counts the frames. */
final class FrameCounter implements Closeable {
    private final ExecutorService decoding = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "decoder");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> last;
    private long frames;

    /**
     * Decodes a segment, as soon as the one before is done; waits for that, so that no more than two are in memory.
     *
     * @throws IOException if the one before cannot be decoded
     */
    void add(byte[] init, byte[] segment) throws IOException {
        finish();
        last = decoding.submit(() -> {
            frames += decode(init, segment);
            return null;
        });
    }

    private static long decode(byte[] init, byte[] segment) throws IOException {
        try (FragmentReader reader = FragmentReader.of(init, segment)) {
            Track track = reader.init().tracks().get(0);
            if (!track.entry().type().equals("rdv1")) {
                throw new IOException(
                        "only rdv1 is decoded here, not " + track.entry().type() + "; leave out --decode");
            }
            Decoder decoder = new Decoder(CodecConfig.parse(track.entry().config()));
            long count = 0;
            for (Sample sample = reader.next(track.id()); sample != null; sample = reader.next(track.id())) {
                decoder.decode(sample.data());
                count++;
            }
            return count;
        } catch (Mp4Exception | CodecException e) {
            throw new IOException("a segment that cannot be decoded: " + e.getMessage(), e);
        }
    }

    /** Waits for the last segment; returns how many frames there were. */
    long finish() throws IOException {
        try {
            if (last != null) {
                last.get();
            }
            return frames;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            throw new InterruptedPlayException(e);
        }
    }

    @Override
    public void close() {
        decoding.shutdownNow();
    }
}
