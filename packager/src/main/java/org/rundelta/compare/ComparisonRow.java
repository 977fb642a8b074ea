package org.rundelta.compare;

import java.util.List;

/**
 * What one codec made of one clip.
 *
 * @param codec its name
 * @param settings how it was set
 * @param frames of the clip
 * @param keyframes among them, where the codec began anew
 * @param bytes of all coded frames
 * @param frameBytes of each, in presentation order
 * @param bitsPerPixel bits over all pixels of all frames
 * @param psnr in dB, infinite when nothing differs
 * @param ssim mean over the frames
 * @param maxError greatest difference of any channel of any pixel
 * @param identicalFrames frames that came back bit for bit
 * @param encodeMpixelPerSecond millions of pixels encoded in a second of processor time
 * @param decodeMpixelPerSecond millions of pixels decoded in a second of processor time
 * @param runs how many times each was measured
 * @param helperThreads whether threads of the codec's own worked too; their time counts
 */
public record ComparisonRow(
        String codec,
        String settings,
        int frames,
        int keyframes,
        long bytes,
        List<Long> frameBytes,
        double bitsPerPixel,
        double psnr,
        double ssim,
        int maxError,
        long identicalFrames,
        double encodeMpixelPerSecond,
        double decodeMpixelPerSecond,
        int runs,
        boolean helperThreads) {

    public ComparisonRow {
        frameBytes = List.copyOf(frameBytes);
    }

    /** Whether every frame came back bit for bit. */
    public boolean lossless() {
        return identicalFrames == frames;
    }
}
