package org.rundelta.packager;

import java.io.IOException;
import org.rundelta.mp4.VideoSampleEntry;

/** The keyframes of coded video, each shown until the next. */
final class Keyframes implements CodedSource {
    private final CodedSource source;
    private CodedSample ahead;
    private int count;
    private long end;

    Keyframes(CodedSource source) {
        this.source = source;
    }

    @Override
    public VideoSampleEntry entry() throws IOException {
        return source.entry();
    }

    @Override
    public long timescale() {
        return source.timescale();
    }

    /** That of those read until now. */
    @Override
    public FrameRate frameRate() {
        long ms = end * 1000 / source.timescale();
        return ms == 0 ? null : new FrameRate(Math.multiplyExact(count, 1000), Math.toIntExact(ms));
    }

    @Override
    public CodedSample next() throws IOException {
        CodedSample shown = ahead == null ? nextKeyframe() : ahead;
        if (shown == null) {
            return null;
        }
        count++;
        ahead = nextKeyframe();
        long until = ahead == null ? end : ahead.time();
        return new CodedSample(shown.data(), shown.time(), until - shown.time(), true);
    }

    private CodedSample nextKeyframe() throws IOException {
        CodedSample sample = nextSample();
        while (sample != null && !sample.keyframe()) {
            sample = nextSample();
        }
        return sample;
    }

    private CodedSample nextSample() throws IOException {
        CodedSample sample = source.next();
        if (sample != null) {
            end = Math.max(end, sample.time() + sample.duration());
        }
        return sample;
    }

    @Override
    public void close() {
        source.close();
    }
}
