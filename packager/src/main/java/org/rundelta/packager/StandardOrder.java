package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Path;
import org.rundelta.codec.Effort;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * How to encode a rung in a standard codec.
 *
 * @param size of its pictures
 * @param fps frames per second, about; null if unknown
 */
record StandardOrder(Rung rung, PictureSize size, FrameRate fps, Effort effort, String folder) implements RungOrder {
    @Override
    public OrderedRung open(Path own) {
        return new Ordered(this, own);
    }

    /** The rung on a machine that encodes it. */
    private static final class Ordered extends OrderedRung implements StandardGuide {
        private final StandardOrder how;
        private final Path own;
        private SegmentSizes sizes;
        private VideoSampleEntry entry;

        Ordered(StandardOrder how, Path own) {
            this.how = how;
            this.own = own;
        }

        @Override
        public RungLane openLane(MediaInput input, VideoInfo video, SliceThreads threads) throws IOException {
            return new StandardLane(this, input, video, own);
        }

        @Override
        public Rung rung() {
            return how.rung;
        }

        @Override
        public PictureSize size() {
            return how.size;
        }

        @Override
        public SegmentEncoder.Settings settings(long number, long timescale) {
            return new SegmentEncoder.Settings(
                    how.rung.codec(),
                    how.size,
                    timescale,
                    how.fps,
                    order(number).quality(),
                    how.effort);
        }

        @Override
        public void measure(long number, SegmentSizes taken) {
            sizes = taken;
        }

        @Override
        public void describe(VideoSampleEntry described) {
            entry = described;
        }

        @Override
        SegmentSizes sizes() {
            return sizes;
        }

        @Override
        VideoSampleEntry entry() {
            return entry;
        }
    }
}
