package org.rundelta.quality;

/**
 * How near frames are to their originals.
 *
 * @param frames pairs compared
 * @param identicalFrames pairs whose pixels are all the same
 * @param identicalPixels of all pixels, those that are the same, from 0 to 1
 * @param maxError greatest absolute difference of any channel of any pixel, 0 to 255
 * @param psnr in dB over all samples of red, green and blue; infinite when nothing differs
 * @param ssim mean of the frames, of red, green and blue; 1 when nothing differs
 * @param lumaPsnr in dB over all samples of luma (BT.709, full range); infinite when nothing differs
 * @param lumaSsim mean of the frames, of luma
 */
public record Quality(
        long frames,
        long identicalFrames,
        double identicalPixels,
        int maxError,
        double psnr,
        double ssim,
        double lumaPsnr,
        double lumaSsim) {}
