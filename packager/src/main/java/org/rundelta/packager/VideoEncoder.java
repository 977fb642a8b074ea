package org.rundelta.packager;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.rate.PictureRate;
import org.rundelta.rate.RateException;
import org.rundelta.rate.RatedEncoder;

/** Our codec as the packager uses it, with the time it takes. Used by one thread, which others may help. */
final class VideoEncoder {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final CodecConfig config;
    private final RatedEncoder encoder;
    private final SliceThreads threads;

    private long pixels;
    private long cpuNanos;

    /** An encoder that uses such threads for the slices of a picture. */
    VideoEncoder(PrimedConfig primed, EncoderOptions options, SliceThreads threads) {
        config = primed.config();
        this.threads = threads;
        encoder = new RatedEncoder(primed, options, threads);
    }

    /** A configuration and how long its primer took; its pictures do not count as coded. */
    record Primed(PrimedConfig config, CodecTime time) {}

    /** Codes pictures as the primer of a configuration; see {@link PrimedConfig#prime}. */
    static Primed prime(CodecConfig plain, List<Picture> pictures, EncoderOptions options) {
        long start = THREADS.getCurrentThreadCpuTime();
        PrimedConfig config = PrimedConfig.prime(plain, pictures, options);
        return new Primed(config, new CodecTime(0, THREADS.getCurrentThreadCpuTime() - start));
    }

    /** Describes what an encoder of this configuration writes. */
    static VideoSampleEntry sampleEntry(CodecConfig config) {
        return VideoSampleEntry.rundelta(config.width(), config.height(), config.toBytes());
    }

    CodecConfig config() {
        return config;
    }

    /** Begins a segment, for whose pictures somebody decides, or nobody: null. */
    void startSegment(PictureRate rate) {
        encoder.startSegment(rate);
    }

    /** As {@link RatedEncoder#looksAhead}. */
    boolean looksAhead() {
        return encoder.looksAhead();
    }

    /** As {@link RatedEncoder#look}. */
    void look(Picture picture, double seconds) {
        long start = cpuTime();
        encoder.look(picture, seconds);
        cpuNanos += cpuTime() - start;
    }

    CodedFrame encode(Picture picture, double seconds) throws RateException {
        long start = cpuTime();
        CodedFrame frame = encoder.encode(picture, seconds);
        cpuNanos += cpuTime() - start;
        pixels += (long) picture.width() * picture.height();
        return frame;
    }

    private long cpuTime() {
        return THREADS.getCurrentThreadCpuTime() + threads.cpuNanos();
    }

    /** What was coded until now, and how long it took. */
    CodecTime time() {
        return new CodecTime(pixels, cpuNanos);
    }
}
