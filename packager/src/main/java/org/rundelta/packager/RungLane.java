package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.rundelta.codec.Picture;
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
    private final int depth;
    private final WaitingFrames waiting = new WaitingFrames();
    private SegmentWriter writer;

    /**
     * @param encoder of the size that the rung asks for
     * @param depth how many pictures it may look at before they are coded
     * @param folder where its segments go
     */
    RungLane(Rung rung, VideoEncoder encoder, int depth, MediaInput input, VideoInfo video, Path folder)
            throws IOException {
        this.depth = encoder.looksAhead() ? depth : 0;
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
        if (waiting.last() != null && !isKept(frame)) {
            waiting.lengthen(frame.duration());
            return;
        }
        Picture picture = scaler == null ? frame.picture() : scaler.scale(frame.picture());
        if (encoder.looksAhead()) {
            encoder.look(picture, waiting.last() == null);
        }
        if (depth > 0) {
            waiting.addCopy(frame, picture);
        } else {
            waiting.add(frame, picture);
        }
        while (waiting.uncoded() > depth) {
            encodeFirst();
        }
        write(false);
    }

    private void encodeFirst() throws IOException {
        WaitingFrames.Waiting first = waiting.firstUncoded();
        waiting.setCoded(encoder.encode(first.picture(), (double) first.time() / timescale), depth > 0);
    }

    private void write(boolean isEnd) throws IOException {
        for (WaitingFrames.Waiting frame = waiting.take(isEnd); frame != null; frame = waiting.take(isEnd)) {
            writer.add(new Sample(
                    frame.coded().data(),
                    frame.time(),
                    frame.duration(),
                    frame.coded().keyframe()));
        }
    }

    EncodedSegment finishSegment() throws IOException {
        while (waiting.uncoded() > 0) {
            encodeFirst();
        }
        write(true);
        EncodedSegment segment = writer.finish();
        writer.close();
        writer = null;
        return segment;
    }

    CodecTime time() {
        return encoder.time();
    }

    private boolean isKept(Frame frame) {
        return rung.fps() == null
                || rung.fps().slot(frame.time(), timescale)
                        != rung.fps().slot(waiting.last().time(), timescale);
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
