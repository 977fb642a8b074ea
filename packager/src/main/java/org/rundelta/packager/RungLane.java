package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.rundelta.codec.CodedFrame;
import org.rundelta.mp4.Sample;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.rate.PictureRate;

/**
 * One rung of the ladder on one thread: thins out the frames, scales and codes them, and writes them as segments. The
 * first frame of every segment is kept, whatever the rung's frame rate, so that all rungs have the same segments.
 */
final class RungLane implements Closeable {
    /** The id of the video track in every file. */
    static final int TRACK_ID = 1;

    private final Rung rung;
    private final long timescale;
    private final Path folder;
    private final PictureScaler scaler;
    private final VideoEncoder encoder;
    private SegmentWriter writer;
    /** The frame kept last, which lasts until the next that is kept. */
    private CodedFrame pending;

    private long pendingTime;
    private long pendingDuration;

    /**
     * @param encoder of the size that the rung asks for
     * @param folder where its segments go
     */
    RungLane(Rung rung, VideoEncoder encoder, MediaInput input, VideoInfo video, Path folder) throws IOException {
        this.rung = rung;
        this.folder = folder;
        timescale = video.timescale();
        PictureSize from = new PictureSize(video.width(), video.height());
        PictureSize to =
                new PictureSize(encoder.config().width(), encoder.config().height());
        this.encoder = encoder;
        scaler = to.equals(from) ? null : input.openScaler(from, to);
    }

    /** Begins a segment at this frame; see {@link VideoEncoder#startSegment}. */
    void startSegment(long number, Frame frame, PictureRate rate) throws IOException {
        writer = SegmentWriter.open(folder.resolve(frame.time() + ".m4s"), TRACK_ID, number);
        encoder.startSegment(rate);
    }

    void add(Frame frame) throws IOException {
        if (pending != null && !isKept(frame)) {
            pendingDuration += frame.duration();
            return;
        }
        writePending();
        pending = encoder.encode(
                scaler == null ? frame.picture() : scaler.scale(frame.picture()), (double) frame.time() / timescale);
        pendingTime = frame.time();
        pendingDuration = frame.duration();
    }

    EncodedSegment finishSegment() throws IOException {
        writePending();
        EncodedSegment segment = writer.finish();
        writer.close();
        writer = null;
        return segment;
    }

    CodecTime time() {
        return encoder.time();
    }

    /** Time is divided into slots as long as a frame of the rung; a frame that begins no new slot is left out. */
    private boolean isKept(Frame frame) {
        return rung.fps() == null || slot(frame.time()) != slot(pendingTime);
    }

    private long slot(long time) {
        long perSlot = timescale * rung.fps().denominator();
        long slots = time / perSlot * rung.fps().numerator();
        return slots + time % perSlot * rung.fps().numerator() / perSlot;
    }

    private void writePending() throws IOException {
        if (pending != null) {
            writer.add(new Sample(pending.data(), pendingTime, pendingDuration, pending.keyframe()));
            pending = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (scaler != null) {
            scaler.close();
        }
        if (writer != null) {
            writer.close();
        }
    }
}
