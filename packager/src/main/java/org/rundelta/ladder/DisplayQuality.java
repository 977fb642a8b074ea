package org.rundelta.ladder;

import java.util.Arrays;
import org.rundelta.codec.Picture;
import org.rundelta.quality.Luma;

/** How near what a viewer sees is to the source, frame by frame. Used by one thread. */
public final class DisplayQuality {
    /**
     * The quality of an exact frame in dB, and the best there is: the mean squared error of a level, which nobody sees.
     * Without a bound, one exact frame would outweigh all others.
     */
    public static final double EXACT = 48;

    /** What is taken off a frame, in dB, that was left out: error per frame does not tell that motion jerks. */
    private static final double JERK = 3;

    private static final int BLOCK = 16;
    private static final double PEAK_SQUARED = 255.0 * 255.0;

    private double total;
    private double blockTotal;
    private int frames;

    /**
     * Adds a frame and what is shown for it, of one size.
     *
     * @param isHeld whether it is the frame before, of a rung that leaves this one out
     */
    public void add(Picture source, Picture shown, boolean isHeld) {
        double error = 0;
        long badPixels = 0;
        for (int top = 0; top < source.height(); top += BLOCK) {
            int rows = Math.min(BLOCK, source.height() - top);
            if (areEqual(source, shown, top, rows)) {
                continue;
            }
            for (int left = 0; left < source.width(); left += BLOCK) {
                int columns = Math.min(BLOCK, source.width() - left);
                int blockError = blockError(source, shown, left, top, columns, rows);
                error += blockError;
                badPixels += blockError == 0 ? 0 : (long) columns * rows;
            }
        }
        double loss = isHeld && error > 0 ? JERK : 0;
        total += decibels(error, (long) source.width() * source.height()) - loss;
        blockTotal += decibels(error, badPixels) - loss;
        frames++;
    }

    private static boolean areEqual(Picture a, Picture b, int top, int rows) {
        for (int y = top; y < top + rows; y++) {
            int from = y * a.stride();
            int to = y * b.stride();
            if (!Arrays.equals(a.pixels(), from, from + a.width(), b.pixels(), to, to + a.width())) {
                return false;
            }
        }
        return true;
    }

    /** Sum of squared differences; of 256 pixels it fits. */
    private static int blockError(Picture a, Picture b, int left, int top, int columns, int rows) {
        int error = 0;
        for (int y = top; y < top + rows; y++) {
            int from = y * a.stride() + left;
            int to = y * b.stride() + left;
            for (int x = 0; x < columns; x++) {
                int difference = Luma.of(a.pixels()[from + x]) - Luma.of(b.pixels()[to + x]);
                error += difference * difference;
            }
        }
        return error;
    }

    private static double decibels(double error, long pixels) {
        return error == 0 ? EXACT : Math.min(EXACT, 10 * Math.log10(PEAK_SQUARED * pixels / error));
    }

    /** Mean over the frames added, of which there must be one, in dB. */
    public double mean() {
        return total / frames;
    }

    /** The mean of those blocks of each frame that are not exact. */
    public double blockMean() {
        return blockTotal / frames;
    }
}
