package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongFunction;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.Sample;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.rate.PictureRate;

/** The lane of a rung in our own codec, whose encoder looks ahead. */
final class RundeltaLane implements RungLane {
    private final Rung rung;
    private final long timescale;
    private final Path folder;
    private final PictureScaler scaler;
    private final VideoEncoder encoder;
    private final int depth;
    private final LongFunction<PictureRate> rates;
    private final WaitingFrames waiting = new WaitingFrames();
    private SegmentWriter writer;

    /**
     * @param encoder of the size that the rung asks for
     * @param depth how many pictures it may look at before they are coded
     * @param rates who decides, by the number of the segment, how its pictures are coded; null for nobody
     * @param folder where its segments go
     */
    RundeltaLane(
            Rung rung,
            VideoEncoder encoder,
            int depth,
            LongFunction<PictureRate> rates,
            MediaInput input,
            VideoInfo video,
            Path folder)
            throws IOException {
        this.depth = encoder.looksAhead() && !rung.trickPlay() ? depth : 0;
        this.rates = rates;
        this.rung = rung;
        this.folder = folder;
        timescale = video.timescale();
        PictureSize from = new PictureSize(video.width(), video.height());
        PictureSize to =
                new PictureSize(encoder.config().width(), encoder.config().height());
        this.encoder = encoder;
        scaler = to.equals(from) ? null : input.openScaler(from, to);
    }

    @Override
    public void startSegment(long number, Frame frame) throws IOException {
        writer = SegmentWriter.open(folder.resolve(frame.time() + ".m4s"), TRACK_ID, number);
        encoder.startSegment(rates.apply(number));
    }

    @Override
    public void add(Frame frame) throws IOException {
        if (waiting.last() != null && !rung.keeps(frame.time(), waiting.last().time(), timescale)) {
            waiting.lengthen(frame.duration());
            return;
        }
        Picture picture = scaler == null ? frame.picture() : scaler.scale(frame.picture());
        if (rung.trickPlay()) {
            encoder.startSegment(null); // one for each picture, which so becomes a keyframe
        }
        if (encoder.looksAhead()) {
            encoder.look(picture, seconds(frame.time()));
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
        waiting.setCoded(encoder.encode(first.picture(), seconds(first.time())), depth > 0);
    }

    private double seconds(long time) {
        return (double) time / timescale;
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

    @Override
    public EncodedSegment finishSegment() throws IOException {
        while (waiting.uncoded() > 0) {
            encodeFirst();
        }
        write(true);
        EncodedSegment segment = writer.finish();
        writer.close();
        writer = null;
        return segment;
    }

    @Override
    public CodecTime time() {
        return encoder.time();
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
