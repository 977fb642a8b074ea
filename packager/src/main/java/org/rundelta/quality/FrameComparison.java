package org.rundelta.quality;

import java.util.Arrays;
import org.rundelta.codec.Picture;

/** Compares frames with their originals, pair by pair, and sums up. Used by one thread. */
public final class FrameComparison {
    private static final int RGB = 0xFFFFFF;

    private final Psnr psnr = new Psnr();
    private final Ssim ssim = new Ssim();
    private long frames;
    private long identicalFrames;

    /**
     * Adds one pair.
     *
     * @throws IllegalArgumentException if the two differ in size
     */
    public void add(Picture original, Picture copy) {
        if (original.width() != copy.width() || original.height() != copy.height()) {
            throw new IllegalArgumentException("frame " + frames + " is " + copy.width() + "x" + copy.height()
                    + ", its original " + original.width() + "x" + original.height());
        }
        boolean[] equalRows = equalRows(original, copy);
        long differences = psnr.add(original, copy, equalRows);
        ssim.add(original, copy, equalRows);
        frames++;
        if (differences == 0) {
            identicalFrames++;
        }
    }

    /** Which rows are the same in both; the top byte of a pixel does not count. */
    private static boolean[] equalRows(Picture original, Picture copy) {
        boolean[] equal = new boolean[original.height()];
        for (int y = 0; y < equal.length; y++) {
            equal[y] = rowsEqual(original, copy, y);
        }
        return equal;
    }

    private static boolean rowsEqual(Picture original, Picture copy, int y) {
        int from = y * original.stride();
        int to = y * copy.stride();
        int width = original.width();
        int x = Arrays.mismatch(original.pixels(), from, from + width, copy.pixels(), to, to + width);
        if (x < 0) {
            return true;
        }
        while (x < width && ((original.pixels()[from + x] ^ copy.pixels()[to + x]) & RGB) == 0) {
            x++;
        }
        return x == width;
    }

    /** Pairs added. */
    public long frames() {
        return frames;
    }

    /** The pairs added until now, taken together. */
    public Quality quality() {
        return new Quality(
                frames,
                identicalFrames,
                psnr.identicalShare(),
                psnr.maxError(),
                psnr.decibels(),
                ssim.mean(),
                psnr.lumaDecibels(),
                ssim.lumaMean());
    }
}
