package org.rundelta.packager;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.codec.SegmentEncoder;
import org.rundelta.mp4.VideoSampleEntry;

/** Our codec as the packager uses it, with the time it takes. Used by one thread. */
final class VideoEncoder {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SegmentEncoder encoder;
    private long pixels;
    private long cpuNanos;

    VideoEncoder(PrimedConfig config, EncoderOptions options) {
        encoder = new SegmentEncoder(config, options);
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
        return new VideoSampleEntry("rdv1", config.width(), config.height(), "rdvC", config.toBytes());
    }

    /** The RFC 6381 string of what a sample entry of {@link #sampleEntry} describes. */
    static String codecString(VideoSampleEntry entry) {
        return new CodecConfig(entry.width(), entry.height()).codecString();
    }

    void startSegment() {
        encoder.startSegment();
    }

    CodedFrame encode(Picture picture) {
        long start = THREADS.getCurrentThreadCpuTime();
        CodedFrame frame = encoder.encode(picture);
        cpuNanos += THREADS.getCurrentThreadCpuTime() - start;
        pixels += (long) picture.width() * picture.height();
        return frame;
    }

    /** What was coded until now, and how long it took. */
    CodecTime time() {
        return new CodecTime(pixels, cpuNanos);
    }
}
