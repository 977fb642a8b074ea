package org.rundelta.packager;

import java.io.Serializable;
import java.nio.file.Path;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.rate.SegmentRate;

/**
 * What another machine made of an order: where the segment is, and sizes and times.
 *
 * @param time and what follows, up to the bytes of the file, as of {@link EncodedSegment}
 * @param rate that of the order, with what it has seen
 * @param sizes in a standard codec; otherwise null
 * @param entry what the encoder says of its frames, in a standard codec; otherwise null
 */
record SegmentResult(
        int rung,
        long number,
        long time,
        long duration,
        int samples,
        int keyframes,
        long payloadBytes,
        long firstSampleEnd,
        String file,
        long fileBytes,
        SegmentRate rate,
        SegmentSizes sizes,
        VideoSampleEntry entry)
        implements Serializable {
    static SegmentResult of(SegmentOrder order, EncodedSegment segment, SegmentSizes sizes, VideoSampleEntry entry) {
        return new SegmentResult(
                order.rung(),
                order.number(),
                segment.time(),
                segment.duration(),
                segment.samples(),
                segment.keyframes(),
                segment.payloadBytes(),
                segment.firstSampleEnd(),
                segment.file().toString(),
                segment.fileBytes(),
                order.rate(),
                sizes,
                entry);
    }

    EncodedSegment segment() {
        return new EncodedSegment(
                time, duration, samples, keyframes, payloadBytes, firstSampleEnd, Path.of(file), fileBytes);
    }
}
