package org.rundelta.packager;

import org.rundelta.quality.FrameComparison;

/**
 * How decoded frames compare with their originals.
 *
 * @param frames pairs compared
 * @param identicalFrames pairs whose pixels are all the same
 * @param maxError greatest absolute difference of any channel of any pixel, 0 to 255
 * @param psnr in dB over all samples of red, green and blue; infinite when nothing differs
 * @param ssim mean of the frames
 * @param firstTimeDifference null if every frame has the time of its original, to the tick
 */
public record FrameMatch(
        long frames, long identicalFrames, int maxError, double psnr, double ssim, TimeDifference firstTimeDifference) {

    /**
     * A frame and an original of the same index but another time.
     *
     * @param frame index from 0
     * @param seconds time of the frame since the first one
     * @param originalSeconds time of the original since the first one
     */
    public record TimeDifference(long frame, double seconds, double originalSeconds) {}

    static FrameMatch of(FrameComparison comparison, TimeDifference firstTimeDifference) {
        return new FrameMatch(
                comparison.frames(),
                comparison.identicalFrames(),
                comparison.maxError(),
                comparison.psnr(),
                comparison.ssim(),
                firstTimeDifference);
    }
}
