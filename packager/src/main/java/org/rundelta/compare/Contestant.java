package org.rundelta.compare;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.rundelta.codec.Picture;
import org.rundelta.quality.FrameComparison;

/** One codec's passes over a clip: the first is checked pixel by pixel, the others are measured. */
final class Contestant implements Closeable {
    /** A codec that has worked as long is not asked again. */
    private static final long BUDGET_NANOS = 20_000_000_000L;

    private final ComparedCodec codec;
    private final Clip clip;
    private final CodecSession session;
    private final FrameComparison quality = new FrameComparison();
    private final Times encoding = new Times();
    private final Times decoding = new Times();
    private final Times firstEncoding = new Times();
    private final Times firstDecoding = new Times();
    private Sizes sizes;
    private long spentNanos;

    Contestant(ComparedCodec codec, Clip clip, int keyframeInterval) throws IOException {
        this.codec = codec;
        this.clip = clip;
        session = codec.open(clip, keyframeInterval);
    }

    String name() {
        return codec.name();
    }

    /** Encodes, decodes, compares with the source, and goes on until the codec is warm. */
    void warmUp() throws IOException, InterruptedException {
        CodedClip coded = encode(firstEncoding);
        sizes = Sizes.of(coded, clip.frames());
        decode(coded, firstDecoding, this::compare);
        spentNanos = firstEncoding.spentNanos() + firstDecoding.spentNanos();
        while (firstEncoding.spentNanos() < codec.warmUp().toNanos()) {
            encode(firstEncoding);
        }
        while (firstDecoding.spentNanos() < codec.warmUp().toNanos()) {
            decode(coded, firstDecoding, null);
        }
    }

    private void compare(Picture picture) {
        if (quality.frames() < clip.frames()) {
            quality.add(clip.pictures().get((int) quality.frames()), picture);
        }
    }

    /** Encodes and decodes once more for the clock, unless the codec has had its time. */
    void measure() throws IOException, InterruptedException {
        if (spentNanos > BUDGET_NANOS) {
            return;
        }
        long before = encoding.spentNanos() + decoding.spentNanos();
        decode(encode(encoding), decoding, null);
        spentNanos += encoding.spentNanos() + decoding.spentNanos() - before;
    }

    private CodedClip encode(Times times) throws IOException, InterruptedException {
        PassTimer timer = new PassTimer();
        CodedClip coded = session.encode(timer.clock());
        times.add(timer.time());
        return coded;
    }

    private void decode(CodedClip coded, Times times, Consumer<Picture> viewer)
            throws IOException, InterruptedException {
        PassTimer timer = new PassTimer();
        session.decode(coded, timer.clock(), viewer);
        times.add(timer.time());
    }

    /** The result; a codec too slow for a second pass is judged by its first. */
    ComparisonRow row() {
        Times encoded = encoding.passes() == 0 ? firstEncoding : encoding;
        Times decoded = encoding.passes() == 0 ? firstDecoding : decoding;
        return new ComparisonRow(
                codec.name(),
                codec.settings(),
                clip.frames(),
                sizes.keyframes(),
                sizes.bytes(),
                sizes.frameBytes(),
                sizes.bytes() * 8.0 / clip.pixels(),
                quality.quality(),
                megapixelsPerSecond(encoded),
                megapixelsPerSecond(decoded),
                encoded.passes(),
                encoded.helped() || decoded.helped());
    }

    private double megapixelsPerSecond(Times times) {
        return clip.pixels() * 1e3 / Math.max(1, times.medianNanos());
    }

    @Override
    public void close() {
        session.close();
    }

    /** What is kept of the packets, which may be many times as large. */
    private record Sizes(long bytes, List<Long> frameBytes, int keyframes) {
        static Sizes of(CodedClip coded, int frames) {
            return new Sizes(coded.bytes(), coded.frameBytes(frames), coded.keyframes());
        }
    }
}
