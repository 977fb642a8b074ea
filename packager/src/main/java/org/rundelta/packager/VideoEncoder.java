package org.rundelta.packager;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodedFrame;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.codec.SegmentEncoder;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.OutputSize.PictureSize;

/** Our codec as the packager uses it, with the time it takes. Used by one thread. */
final class VideoEncoder {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final SegmentEncoder encoder;
    private long pixels;
    private long cpuNanos;

    VideoEncoder(PictureSize size, int tolerance) {
        encoder = new SegmentEncoder(config(size), new EncoderOptions(tolerance));
    }

    /** Describes what the encoder writes for pictures of this size. */
    static VideoSampleEntry sampleEntry(PictureSize size) {
        return new VideoSampleEntry(
                "rdv1", size.width(), size.height(), "rdvC", config(size).toBytes());
    }

    /** The RFC 6381 string of what a sample entry of {@link #sampleEntry} describes. */
    static String codecString(VideoSampleEntry entry) {
        return new CodecConfig(entry.width(), entry.height()).codecString();
    }

    private static CodecConfig config(PictureSize size) {
        return new CodecConfig(size.width(), size.height());
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
