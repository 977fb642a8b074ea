package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.entropy.BitCoder;

/**
 * Pixels coded as prediction plus residual, green first, then red and blue corrected by green's error
 * (docs/bitstream.md, "Literals"). The predictor is the one that erred least nearby; no bit says which.
 */
final class Literals {
    private static final int ENERGIES = 9;
    private static final int CLASSES = 4;
    private static final int SIGN = 1;
    private static final int BITS = 2;
    private static final int MAX_BITS = 8;
    private static final int TREE = BITS + MAX_BITS;
    private static final int RESIDUAL_CONTEXTS = TREE + (MAX_BITS + 1) * 4;
    private static final int CHANNEL_CONTEXTS = ENERGIES * CLASSES * RESIDUAL_CONTEXTS;
    static final int CONTEXTS = 3 * CHANNEL_CONTEXTS;

    private final BitCoder coder;
    private final boolean writing;
    private final int base;
    private final Quantiser quantiser;

    /** Of this row and the one above: the error that each predictor made of green, one byte each; 0 if no literal. */
    private int[] errors;

    private int[] errorsAbove;

    private final MixedResiduals mixedResiduals;
    private boolean mixed;

    Literals(BitCoder coder, boolean writing, int base, Quantiser quantiser, int width) {
        this.coder = coder;
        this.writing = writing;
        this.base = base;
        this.quantiser = quantiser;
        errors = new int[width + 2];
        errorsAbove = new int[width + 2];
        mixedResiduals = new MixedResiduals(coder, width);
    }

    /** Forgets what residuals have taught. */
    void reset() {
        mixedResiduals.reset();
    }

    /** Takes over what other literals have taught. */
    void copyFrom(Literals other) {
        mixedResiduals.copyFrom(other.mixedResiduals);
    }

    /** Whether residuals are coded with mixed contexts. */
    void setMixed(boolean mixed) {
        this.mixed = mixed;
    }

    /** Begins a row of pixels. */
    void startRow(boolean directlyBelowLast) {
        if (mixed) {
            mixedResiduals.startRow(directlyBelowLast);
        }
        int[] above = errors;
        errors = errorsAbove;
        errorsAbove = above;
        Arrays.fill(errors, 0);
        if (!directlyBelowLast) {
            Arrays.fill(errorsAbove, 0);
        }
    }

    /**
     * Codes one pixel.
     *
     * @param i where the pixel stands in {@code pixels}
     * @param p where it stands, motion compensated, in {@code previous}; -1 in a keyframe
     * @param x its column
     * @param rowParity 1 in every other row
     * @param source the colour wanted; ignored when reading
     * @return the colour it came to have
     */
    int code(int[] pixels, int i, int[] previous, int p, int stride, int x, int rowParity, int source) {
        int predictor = leastError(x);
        int greens = greens(pixels, i, previous, p, stride);
        int greenGuess = greens >>> 8 * predictor & 0xFF;
        int wanted = writing ? quantiser.residual(source >> 8 & 0xFF, greenGuess) : 0;
        int energy = 0;
        int greenResidual;
        if (mixed) {
            int alternative = greens >>> (p < 0 ? 8 : 16) & 0xFF;
            int previousPixel = p < 0 ? pixels[i - 2 * stride] : previous[p];
            mixedResiduals.startPixel(pixels, i, stride, x, rowParity, previousPixel, alternative);
            greenResidual = mixedResiduals.green(greenGuess, wanted);
        } else {
            energy = energy(pixels, i, stride);
            greenResidual = codeResidual(energy * CLASSES, wanted);
        }
        int green = quantiser.restore(greenGuess, greenResidual);
        int error = green - greenGuess;
        errors[x + 1] = greenErrors(green, greens);

        int redGuess = clamp(predict(predictor, 16, pixels, i, previous, p, stride) + error);
        wanted = writing ? quantiser.residual(source >> 16, redGuess) : 0;
        int redResidual = mixed
                ? mixedResiduals.red(redGuess, wanted, green, greenResidual)
                : codeResidual((ENERGIES + energy) * CLASSES + magnitudeClass(greenResidual), wanted);
        int red = quantiser.restore(redGuess, redResidual);

        int blueGuess = clamp(predict(predictor, 0, pixels, i, previous, p, stride) + error);
        wanted = writing ? quantiser.residual(source & 0xFF, blueGuess) : 0;
        int blueResidual = mixed
                ? mixedResiduals.blue(blueGuess, wanted, green, red, greenResidual, redResidual)
                : codeResidual((2 * ENERGIES + energy) * CLASSES + magnitudeClass(redResidual), wanted);
        int colour = red << 16 | green << 8 | quantiser.restore(blueGuess, blueResidual);
        if (mixed) {
            mixedResiduals.learn(colour, green, greenResidual, redResidual, blueResidual);
        }
        return colour;
    }

    /** Predictor 0 unless another erred less by a margin: the errors are few and noisy. */
    private int leastError(int x) {
        int w = errors[x];
        int nw = errorsAbove[x];
        int n = errorsAbove[x + 1];
        int ne = errorsAbove[x + 2];
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int k = 0; k < Predictors.COUNT; k++) {
            int shift = 8 * k;
            int error =
                    2 * (w >>> shift & 0xFF) + 2 * (n >>> shift & 0xFF) + (ne >>> shift & 0xFF) + (nw >>> shift & 0xFF);
            error += k == 0 ? 0 : (error >> 2) + 4;
            if (error < least) {
                least = error;
                best = k;
            }
        }
        return best;
    }

    /** What each predictor makes of green, one byte each. */
    private static int greens(int[] pixels, int i, int[] previous, int p, int stride) {
        int packed = 0;
        for (int k = 0; k < Predictors.COUNT; k++) {
            packed |= predict(k, 8, pixels, i, previous, p, stride) << 8 * k;
        }
        return packed;
    }

    private static int greenErrors(int green, int predictions) {
        int packed = 0;
        for (int k = 0; k < Predictors.COUNT; k++) {
            packed |= Math.abs(green - (predictions >>> 8 * k & 0xFF)) << 8 * k;
        }
        return packed;
    }

    /** How much green varies around the pixel, in nine classes. */
    private static int energy(int[] pixels, int i, int stride) {
        int w = pixels[i - 1] >> 8 & 0xFF;
        int n = pixels[i - stride] >> 8 & 0xFF;
        int nw = pixels[i - stride - 1] >> 8 & 0xFF;
        int ne = pixels[i - stride + 1] >> 8 & 0xFF;
        int variation = Math.abs(w - nw) + Math.abs(n - nw) + Math.abs(n - ne);
        return Math.min(32 - Integer.numberOfLeadingZeros(variation), ENERGIES - 1);
    }

    private static int predict(int predictor, int shift, int[] pixels, int i, int[] previous, int p, int stride) {
        int w = pixels[i - 1] >> shift & 0xFF;
        int n = pixels[i - stride] >> shift & 0xFF;
        int nw = pixels[i - stride - 1] >> shift & 0xFF;
        if (p < 0) {
            int ne = pixels[i - stride + 1] >> shift & 0xFF;
            int nn = pixels[i - 2 * stride] >> shift & 0xFF;
            return Predictors.spatial(predictor, w, n, nw, ne, nn);
        }
        int changeW = w - (previous[p - 1] >> shift & 0xFF);
        int changeN = n - (previous[p - stride] >> shift & 0xFF);
        int changeNw = nw - (previous[p - stride - 1] >> shift & 0xFF);
        return Predictors.temporal(predictor, w, n, nw, previous[p] >> shift & 0xFF, changeW, changeN, changeNw);
    }

    private static int magnitudeClass(int residual) {
        return Math.min(32 - Integer.numberOfLeadingZeros(Math.abs(residual)), CLASSES - 1);
    }

    private static int clamp(int value) {
        return Math.min(Math.max(value, 0), 255);
    }

    /** Zero flag, sign, then the magnitude as the number of its bits in unary and the bits below the leading one. */
    private int codeResidual(int kind, int value) {
        int context = base + kind * RESIDUAL_CONTEXTS;
        int magnitude = Math.abs(value);
        if (coder.bit(context, magnitude != 0 ? 1 : 0) == 0) {
            return 0;
        }
        int negative = coder.bit(context + SIGN, value < 0 ? 1 : 0);
        int wantedBits = 31 - Integer.numberOfLeadingZeros(magnitude | 1);
        int bits = 0;
        while (bits < MAX_BITS && coder.bit(context + BITS + bits, bits < wantedBits ? 1 : 0) != 0) {
            bits++;
        }
        int result = 1;
        for (int i = bits - 1; i >= 0; i--) {
            int node = context + TREE + bits * 4 + (result < 4 ? result : 0);
            result = result << 1 | coder.bit(node, magnitude >>> i & 1);
        }
        return negative != 0 ? -result : result;
    }
}
