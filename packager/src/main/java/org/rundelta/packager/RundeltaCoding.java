package org.rundelta.packager;

import java.io.IOException;
import java.util.Optional;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Lookahead;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.rate.LiveRate;
import org.rundelta.rate.PictureRate;
import org.rundelta.rate.RateException;
import org.rundelta.rate.RatePass;
import org.rundelta.rate.RateTarget;
import org.rundelta.rate.TitleRate;
import org.rundelta.rate.TitleShape;

/** A rung in our own codec: a primer, and for a bitrate several encodings. */
final class RundeltaCoding extends RungCoding {
    /** Where the source does not say: only to have something to start from. */
    private static final double USUAL_FRAME_RATE = 25;

    /** Pixels that may wait to be coded: 96 MiB. */
    private static final long MAX_WAITING_PIXELS = 24 << 20;

    /** Pictures that may wait where somebody waits for them. */
    private static final int LIVE_DEPTH = 8;

    private final EncodePlan plan;
    private final VideoInfo video;
    /** Null if there is no bitrate to find, or the title can be read only once. */
    private final TitleRate rates;

    /** If it can be read only once and has a bitrate; otherwise null. */
    private final LiveRate live;

    private RatePass pass;
    private PrimedConfig config;

    /**
     * A rung of a title.
     *
     * @param index of the rung in the ladder
     * @param seconds length of the title; 0 if it can be read only once
     * @param count of its segments
     */
    RundeltaCoding(EncodePlan plan, int index, VideoInfo video, double seconds, long count) {
        super(plan, index, video);
        this.plan = plan;
        this.video = video;
        RateTarget target = rung().fidelity() instanceof Fidelity.Bitrate bitrate ? bitrate.target() : null;
        double length = plan.segment().toNanos() / 1e9;
        rates = target != null && seconds > 0
                ? new TitleRate(target, new TitleShape(seconds, count, length, pixelsPerSecond()))
                : null;
        live = target != null && rates == null ? new LiveRate(target, pixelsPerSecond()) : null;
    }

    private double pixelsPerSecond() {
        double fps = video.frameRateNumerator() == 0
                ? USUAL_FRAME_RATE
                : (double) video.frameRateNumerator() / video.frameRateDenominator();
        if (rung().fps() != null) {
            fps = Math.min(fps, (double) rung().fps().numerator() / rung().fps().denominator());
        }
        return fps * size().width() * size().height();
    }

    @Override
    boolean advance() throws RateException {
        if (rates == null) {
            return config == null;
        }
        Optional<RatePass> next =
                rates.next(config == null ? 0 : (long) config.config().primerBytes() * Byte.SIZE);
        pass = next.orElse(null);
        return next.isPresent();
    }

    /** Whether the next encoding has a primer of its own. */
    boolean hasOwnPrimer() {
        return pass == null || pass.hasPrimer();
    }

    @Override
    public boolean includes(long number) {
        return pass == null ? !isKept(number) : pass.includes(number);
    }

    @Override
    boolean isEncodedOnce() {
        return rates == null;
    }

    @Override
    public RungLane openLane(MediaInput input, VideoInfo source, SliceThreads threads) throws IOException {
        VideoEncoder encoder = new VideoEncoder(config, options(), threads);
        return new RundeltaLane(rung(), encoder, depth(), this::rate, input, source, folder());
    }

    @Override
    RungOrder order() {
        return new RundeltaOrder(rung(), config.config().toBytes(), options(), depth(), absoluteFolder());
    }

    @Override
    SegmentOrder order(int place, long number) {
        return new SegmentOrder(place, number, pass == null ? null : pass.elsewhere(number), 0);
    }

    @Override
    void take(SegmentResult result) throws IOException {
        add(result.segment());
        if (pass != null) {
            pass.take(result.number(), result.rate());
        }
    }

    @Override
    boolean isInVain() {
        return pass != null && pass.isInVain();
    }

    /** Who decides how the pictures of a segment are coded; null for nobody. */
    private PictureRate rate(long number) {
        return pass == null ? live : pass.segment(number);
    }

    /** How many pictures may wait to be coded, so that the encoder knows what follows. */
    private int depth() {
        long pictures = MAX_WAITING_PIXELS / ((long) size().width() * size().height());
        return (int) Math.min(live == null ? Lookahead.DEPTH : LIVE_DEPTH, pictures);
    }

    EncoderOptions options() {
        if (pass != null) {
            return new EncoderOptions(0, pass.quantiser(), plan.effort());
        }
        return live == null
                ? rung().fidelity().options(plan.effort())
                : new EncoderOptions(0, live.quantiser(), plan.effort());
    }

    /** The configuration without a primer. */
    CodecConfig plainConfig() {
        return new CodecConfig(size().width(), size().height(), plan.slices(), video.chroma(options()));
    }

    void setConfig(PrimedConfig primed) {
        config = primed;
    }

    @Override
    VideoSampleEntry entry() {
        return VideoEncoder.sampleEntry(config.config());
    }

    @Override
    int primerBytes() {
        return config.config().primerBytes();
    }
}
