package org.rundelta.packager;

import java.io.IOException;
import org.rundelta.codec.Effort;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.rate.QualityRate;
import org.rundelta.rate.RateException;

/** A rung in a standard codec: each segment by an encoder of its own. */
final class StandardCoding extends RungCoding implements StandardGuide {
    /** Where the source does not say: only to have something to start from. */
    private static final FrameRate USUAL_RATE = new FrameRate(25, 1);

    private final Effort effort;
    private final FrameRate fps;
    /** Null if there is no bitrate to find. */
    private final QualityRate rate;

    private boolean begun;
    private VideoSampleEntry entry;

    /**
     * A rung of a title.
     *
     * @param index of the rung in the ladder
     * @param seconds length of the title; 0 if it can be read only once
     * @throws RateException if it has a bitrate, which takes several encodings, and the title can be read only once
     */
    StandardCoding(EncodePlan plan, int index, VideoInfo video, double seconds) throws RateException {
        super(plan, index, video);
        effort = plan.effort();
        fps = rung().decodedRate(video);
        rate = rung().fidelity() instanceof Fidelity.Bitrate bitrate ? rate(bitrate, seconds) : null;
    }

    private QualityRate rate(Fidelity.Bitrate bitrate, double seconds) throws RateException {
        if (seconds == 0) {
            throw new RateException("a bitrate of codec " + rung().codec()
                    + " takes several encodings, and standard input can be read only once; save it to a file or give a"
                    + " quality");
        }
        FrameRate perSecond = fps == null ? USUAL_RATE : fps;
        double pixels = (double) size().width() * size().height() * perSecond.numerator() / perSecond.denominator();
        return new QualityRate(bitrate.target(), seconds, pixels);
    }

    @Override
    boolean advance() throws RateException {
        boolean more = rate == null ? !begun : rate.advance();
        begun = true;
        return more;
    }

    @Override
    public boolean includes(long number) {
        return rate == null || rate.wanted() == null
                ? !isKept(number)
                : rate.wanted().contains(number);
    }

    @Override
    boolean isEncodedOnce() {
        return rate == null;
    }

    @Override
    void keep(long number, EncodedSegment segment) throws IOException {
        if (number != 0) { // which is encoded again, for an encoder to say how all are described
            super.keep(number, segment);
        }
    }

    @Override
    public RungLane openLane(MediaInput input, VideoInfo video, SliceThreads threads) throws IOException {
        return new StandardLane(this, input, video, folder());
    }

    @Override
    public SegmentEncoder.Settings settings(long number, long timescale) {
        return new SegmentEncoder.Settings(rung().codec(), size(), timescale, fps, quality(number), effort);
    }

    private double quality(long number) {
        return rate == null ? ((Fidelity.Quality) rung().fidelity()).value() : rate.quality(number);
    }

    @Override
    RungOrder order() {
        return new StandardOrder(rung(), size(), fps, effort, absoluteFolder());
    }

    @Override
    SegmentOrder order(int place, long number) {
        return new SegmentOrder(place, number, null, quality(number));
    }

    @Override
    void take(SegmentResult result) throws IOException {
        add(result.segment());
        describe(result.entry());
        measure(result.number(), result.sizes());
    }

    @Override
    public void measure(long number, SegmentSizes sizes) {
        if (rate != null) {
            rate.done(number, sizes.times(), sizes.frameBits(), sizes.bits());
        }
    }

    @Override
    public synchronized void describe(VideoSampleEntry described) throws IOException {
        if (entry == null) {
            entry = described;
        } else if (!entry.equals(described)) {
            throw new IOException(
                    "rung " + rung().id() + ": its segments have different parameters; choose another codec");
        }
    }

    @Override
    VideoSampleEntry entry() {
        return entry;
    }

    @Override
    int primerBytes() {
        return 0;
    }
}
