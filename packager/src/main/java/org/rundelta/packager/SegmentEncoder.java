package org.rundelta.packager;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.rundelta.codec.Effort;
import org.rundelta.codec.Picture;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * Encodes one segment in a standard codec: the first frame, and no other, is a keyframe, and no frame needs one outside of
 * the segment. Used by one thread, and uses no other, so that its bytes depend on nothing else.
 */
public interface SegmentEncoder extends Closeable {
    /**
     * What to encode.
     *
     * @param size of the pictures
     * @param timescale ticks per second
     * @param fps frames per second, about; null if unknown
     * @param quality above 0 and below 100, as {@link Fidelity.Quality} has it
     * @param effort how hard to search
     */
    record Settings(VideoCodec codec, PictureSize size, long timescale, FrameRate fps, double quality, Effort effort) {}

    /**
     * Adds a frame; the picture is not needed any more afterwards.
     *
     * @param time in ticks, later than that of the frame before
     */
    void add(Picture picture, long time, long duration) throws IOException;

    /** All frames in order of decoding; none can be added any more. */
    List<CodedSample> finish() throws IOException;

    /**
     * Describes the frames, alike for all segments whatever their quality.
     *
     * @throws IOException if the codec does not say what it must
     */
    VideoSampleEntry entry() throws IOException;

    @Override
    void close();
}
