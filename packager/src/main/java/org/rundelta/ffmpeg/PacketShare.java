package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_move_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Gives the packets of one input, which is read once, to a reader for each of its tracks, on threads of their own. Who needs
 * a packet reads the input up to it, and keeps for the others what of theirs comes before.
 *
 * <p>One reader leads, that of the video, which never waits for another. What is kept for a reader is bounded: readers that
 * do not lead wait while anyone's is full; if the leading one finds another's full, tracks that belong together lie too
 * far apart, and it fails. Tracks that come much later than the others' are taken for silent, see {@link #MOST_SECONDS}.
 *
 * <p>Damage of the input is told to the leading reader, after all that came before; to the others it is the end, so that
 * they do not end before it.
 */
final class PacketShare implements Closeable {
    /** What is read. */
    @FunctionalInterface
    interface Source {
        /** The next packet of any track, as {@link OpenedInput#read} gives it. */
        boolean read(AVPacket packet) throws IOException;
    }

    /** What is kept for one reader is at most so much, and a packet. */
    static final long QUEUE_BYTES = 64 << 20;

    /** So much later than others in the input a track may come before it is known how much later it comes. */
    static final double MOST_SECONDS = 10;

    /** So much later it may always come. */
    static final double LEAST_SECONDS = 2;

    private final Source source;
    private final long queueBytes;
    private final List<Reader> readers = new ArrayList<>();
    private final AVPacket packet = av_packet_alloc();
    private boolean isReading;
    private boolean isOver;
    private IOException failure;
    /** The latest time of a packet that has been read. */
    private double reachedSeconds = Double.NEGATIVE_INFINITY;

    /** @param queueBytes that may be kept for a reader */
    PacketShare(Source source, long queueBytes) {
        this.source = source;
        this.queueBytes = queueBytes;
    }

    /**
     * A reader of a track, of which it gets all packets that are read from now on.
     *
     * @param base seconds of one unit of the track's timestamps
     * @param isLeading whether it is the one that leads
     */
    synchronized TrackPackets open(int track, AVRational base, boolean isLeading) {
        Reader reader = new Reader(track, (double) base.num() / base.den(), isLeading);
        readers.add(reader);
        return reader;
    }

    private static double time(AVPacket packet, double unit) {
        long time = packet.dts() == AV_NOPTS_VALUE ? packet.pts() : packet.dts();
        return time == AV_NOPTS_VALUE ? Double.NEGATIVE_INFINITY : time * unit;
    }

    /** Reads a packet; at most one thread does. */
    private void readOn() {
        boolean isRead = false;
        IOException problem = null;
        try {
            FfmpegLog.clear();
            isRead = source.read(packet);
        } catch (IOException e) {
            problem = e;
        } finally {
            synchronized (this) {
                isReading = false;
                isOver |= !isRead;
                failure = problem == null ? failure : problem;
                notifyAll();
                if (isRead) {
                    deliver();
                }
            }
        }
    }

    private void deliver() {
        double before = reachedSeconds;
        boolean isLed = isLed();
        for (Reader reader : readers) {
            if (reader.track == packet.stream_index()) {
                double seconds = time(packet, reader.unit);
                reachedSeconds = Math.max(reachedSeconds, seconds);
                reader.come(seconds, before);
                // Without the one that leads it is over soon, and who is full has enough.
                if (!reader.isClosed && (isLed || !reader.isFull())) {
                    reader.add(av_packet_clone(packet));
                }
            }
        }
        av_packet_unref(packet);
    }

    private boolean isLed() {
        return readers.stream().anyMatch(reader -> reader.isLeading && !reader.isClosed);
    }

    private boolean isAnyoneFull() {
        return readers.stream().anyMatch(Reader::isFull);
    }

    /** Frees what is left; nobody reads any more. */
    @Override
    public synchronized void close() {
        readers.forEach(Reader::close);
        av_packet_free(packet);
    }

    private final class Reader implements TrackPackets {
        private final int track;
        private final double unit;
        private final boolean isLeading;
        private final Deque<AVPacket> queue = new ArrayDeque<>();
        private long bytes;
        /** The times of what comes still count. */
        private boolean isClosed;

        /** The most that a packet has come later than others; below 0 if none has come. */
        private double delaySeconds = -1;

        Reader(int track, double unit, boolean isLeading) {
            this.track = track;
            this.unit = unit;
            this.isLeading = isLeading;
        }

        /** @param reached the latest time of the packets before */
        void come(double seconds, double reached) {
            if (seconds > Double.NEGATIVE_INFINITY) {
                delaySeconds = Math.max(Math.max(0, delaySeconds), reached - seconds);
            }
        }

        void add(AVPacket kept) {
            queue.add(kept);
            bytes += kept.size();
        }

        boolean isFull() {
            return bytes >= queueBytes;
        }

        @Override
        public boolean next(AVPacket target) throws IOException {
            awaitNext(Double.POSITIVE_INFINITY);
            synchronized (PacketShare.this) {
                AVPacket kept = queue.poll();
                if (kept == null && isLeading && failure != null) {
                    throw new IOException(failure.getMessage(), failure);
                }
                if (kept == null) {
                    return false;
                }
                bytes -= kept.size();
                av_packet_move_ref(target, kept);
                av_packet_free(kept);
                PacketShare.this.notifyAll();
                return true;
            }
        }

        @Override
        public OptionalDouble awaitNext(double seconds) throws IOException {
            while (true) {
                synchronized (PacketShare.this) {
                    awaitTurn(seconds);
                    if (!queue.isEmpty()) {
                        return OptionalDouble.empty();
                    }
                    // Also if it is over, or how long it is silent would depend on who is faster.
                    if (isQuiet(seconds)) {
                        return OptionalDouble.of(reachedSeconds - patience());
                    }
                    if (isOver) {
                        return OptionalDouble.empty();
                    }
                    if (isLeading && isAnyoneFull()) {
                        failTooFarApart();
                        return OptionalDouble.empty();
                    }
                    isReading = true;
                }
                readOn();
            }
        }

        private void awaitTurn(double seconds) throws InterruptedIOException {
            try {
                while (mayOnlyWait(seconds)) {
                    PacketShare.this.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        private boolean mayOnlyWait(double seconds) {
            boolean isHeldUp = isReading || !isLeading && isLed() && isAnyoneFull();
            return queue.isEmpty() && !isOver && !isQuiet(seconds) && isHeldUp;
        }

        private void failTooFarApart() {
            isOver = true;
            failure = new IOException(
                    "its video comes more than " + (queueBytes >> 20) + " MiB after the sound that belongs to it");
            PacketShare.this.notifyAll();
        }

        private boolean isQuiet(double seconds) {
            return reachedSeconds - patience() > seconds;
        }

        /** How much later than others it may come: twice as much as it ever has. */
        private double patience() {
            return delaySeconds < 0 ? MOST_SECONDS : Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, 2 * delaySeconds));
        }

        @Override
        public void close() {
            synchronized (PacketShare.this) {
                isClosed = true;
                queue.forEach(kept -> av_packet_free(kept));
                queue.clear();
                bytes = 0;
                PacketShare.this.notifyAll();
            }
        }
    }
}
