package org.rundelta.packager;

import java.io.IOException;
import java.nio.file.Path;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.mp4.VideoSampleEntry;

/**
 * How to encode a rung in our own codec.
 *
 * @param config its configuration record, with the primer
 * @param depth how many pictures may wait to be coded
 */
record RundeltaOrder(Rung rung, byte[] config, EncoderOptions options, int depth, String folder) implements RungOrder {
    @Override
    public OrderedRung open(Path own) {
        return new OrderedRung() {
            @Override
            public RungLane openLane(MediaInput input, VideoInfo video, SliceThreads threads) throws IOException {
                VideoEncoder encoder = new VideoEncoder(primed(), options, threads);
                return new RundeltaLane(
                        rung, encoder, depth, number -> order(number).rate(), input, video, own);
            }

            @Override
            SegmentSizes sizes() {
                return null;
            }

            @Override
            VideoSampleEntry entry() {
                return null;
            }
        };
    }

    private PrimedConfig primed() throws IOException {
        try {
            return PrimedConfig.of(CodecConfig.parse(config));
        } catch (CodecException e) {
            throw new IOException("rung " + rung.id() + ": " + e.getMessage(), e);
        }
    }
}
