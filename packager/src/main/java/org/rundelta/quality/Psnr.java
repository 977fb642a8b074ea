package org.rundelta.quality;

import org.rundelta.codec.Picture;

/**
 * Peak signal-to-noise ratio over all red, green and blue samples, or all of luma, of all pictures added: of the mean squared
 * error, not a mean of decibels.
 */
final class Psnr {
    private static final double PEAK_SQUARED = 255.0 * 255.0;

    private long squaredErrors;
    private long lumaSquaredErrors;
    private long pixels;
    private long identicalPixels;
    private int maxError;

    /**
     * Adds a pair of pictures of one size.
     *
     * @param equalRows rows known to be the same, which are passed over
     * @return the sum of the squared errors of this pair
     */
    long add(Picture original, Picture copy, boolean[] equalRows) {
        long before = squaredErrors;
        for (int y = 0; y < equalRows.length; y++) {
            if (equalRows[y]) {
                identicalPixels += original.width();
            } else {
                addRow(original, copy, y);
            }
        }
        pixels += (long) original.width() * original.height();
        return squaredErrors - before;
    }

    private void addRow(Picture original, Picture copy, int y) {
        int[] a = original.pixels();
        int[] b = copy.pixels();
        int from = y * original.stride();
        int to = y * copy.stride();
        // A row of 16384 pixels adds up to less than 2^63, but not always to less than 2^31.
        long sum = 0;
        long lumaSum = 0;
        int identical = 0;
        int max = maxError;
        for (int x = 0; x < original.width(); x++) {
            int p = a[from + x];
            int q = b[to + x];
            int red = Math.abs((p >> 16 & 0xFF) - (q >> 16 & 0xFF));
            int green = Math.abs((p >> 8 & 0xFF) - (q >> 8 & 0xFF));
            int blue = Math.abs((p & 0xFF) - (q & 0xFF));
            sum += red * red + green * green + blue * blue;
            max = Math.max(max, Math.max(red, Math.max(green, blue)));
            int luma = Luma.of(p) - Luma.of(q);
            lumaSum += (long) luma * luma;
            identical += (red | green | blue) == 0 ? 1 : 0;
        }
        lumaSquaredErrors += lumaSum;
        identicalPixels += identical;
        squaredErrors += sum;
        maxError = max;
    }

    int maxError() {
        return maxError;
    }

    /** Of all pixels, those that do not differ, from 0 to 1; 1 if there are none. */
    double identicalShare() {
        return pixels == 0 ? 1 : (double) identicalPixels / pixels;
    }

    /** Of red, green and blue, in dB; infinite when nothing differs. */
    double decibels() {
        return decibels(squaredErrors, 3 * pixels);
    }

    /** Of luma, in dB; infinite when nothing differs. */
    double lumaDecibels() {
        return decibels(lumaSquaredErrors, pixels);
    }

    private static double decibels(long squaredErrors, long samples) {
        return squaredErrors == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(PEAK_SQUARED * samples / squaredErrors);
    }
}
