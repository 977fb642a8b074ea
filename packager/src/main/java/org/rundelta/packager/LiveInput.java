package org.rundelta.packager;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * An input that is encoded while it comes, in real time: what comes faster waits. It is read once, and has an end when it
 * is stopped.
 */
public final class LiveInput implements MediaInput {
    /** Told when a title is behind real time; called by the thread that encodes. */
    public interface LateListener {
        /**
         * It is behind, now and perhaps for some time.
         *
         * @param by how far
         * @param isEncoding whether the encoder is what takes so long, and not the input
         */
        void late(Duration by, boolean isEncoding);
    }

    /** So far behind it is worth a word. */
    private static final Duration LATE = Duration.ofSeconds(2);

    /** From one word to the next. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final MediaInput input;
    private final LateListener listener;
    private final LiveClock clock = new LiveClock();

    /** An input as it comes. */
    public LiveInput(MediaInput input, LateListener listener) {
        this.input = input;
        this.listener = listener;
    }

    /** Ends it with the frame that is there; may be called by any thread. */
    public void stop() {
        clock.stop();
        input.breakOff();
    }

    LiveClock clock() {
        return clock;
    }

    @Override
    public String name() {
        return input.name();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public SourceIndex index() throws IOException {
        throw new IOException(name() + ": a live input can be read only once");
    }

    @Override
    public FrameSource openVideo(Optional<SourceIndex> index) throws IOException {
        try {
            return new Paced(input.openVideo(Optional.empty()));
        } catch (IOException e) {
            throw unlessStopped(e);
        }
    }

    /** What cannot be opened when it is stopped has been stopped with it. */
    private IOException unlessStopped(IOException e) {
        return clock.isStopped() ? new InterruptedIOException(e.getMessage()) : e;
    }

    @Override
    public List<AudioTrack> audioTracks() throws IOException {
        try {
            return input.audioTracks();
        } catch (IOException e) {
            throw unlessStopped(e);
        }
    }

    @Override
    public void expectAudio(AudioTrack track) throws IOException {
        input.expectAudio(track);
    }

    @Override
    public AudioSource openAudio(AudioTrack track, AudioFormat format, Duration atLeast) throws IOException {
        return input.openAudio(track, format, atLeast);
    }

    @Override
    public PictureScaler openScaler(PictureSize from, PictureSize to) throws IOException {
        return input.openScaler(from, to);
    }

    @Override
    public SegmentEncoder openEncoder(SegmentEncoder.Settings settings) throws IOException {
        return input.openEncoder(settings);
    }

    /** Frames when they are due. */
    private final class Paced implements FrameSource {
        private final FrameSource source;
        private long askedNanos;
        private long givenNanos;
        private long encodingNanos;
        private long readingNanos;
        private long saidNanos;

        Paced(FrameSource source) {
            this.source = source;
        }

        @Override
        public VideoInfo video() {
            return source.video();
        }

        @Override
        public Frame next() throws IOException {
            askedNanos = System.nanoTime();
            Frame frame = clock.isStopped() ? null : read();
            boolean isDue = frame != null && clock.awaitFrame(seconds(frame.time()));
            if (!isDue) {
                return null;
            }
            clock.reach(seconds(frame.time() + frame.duration()));
            givenNanos = System.nanoTime();
            return frame;
        }

        /** What breaks off when it is stopped has been stopped with it, as by the same Ctrl-C. */
        private Frame read() throws IOException {
            Frame frame;
            try {
                frame = source.next();
            } catch (IOException e) {
                if (clock.isStopped()) {
                    return null;
                }
                throw e;
            }
            if (clock.start() == null) {
                clock.begin();
                saidNanos = System.nanoTime() - SILENCE.toNanos();
            } else if (frame != null) {
                encodingNanos += askedNanos - givenNanos;
                readingNanos += System.nanoTime() - askedNanos;
                reportIfLate(clock.since(seconds(frame.time())));
            }
            return frame;
        }

        private void reportIfLate(Duration late) {
            boolean isNews = System.nanoTime() - saidNanos >= SILENCE.toNanos();
            if (late.compareTo(LATE) >= 0 && isNews) {
                listener.late(late, encodingNanos > readingNanos);
                saidNanos = System.nanoTime();
                encodingNanos = 0;
                readingNanos = 0;
            }
        }

        private double seconds(long time) {
            return (double) time / video().timescale();
        }

        @Override
        public void skipTo(long time) throws IOException {
            throw new IOException(name() + ": a live input can be read only as it comes");
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
