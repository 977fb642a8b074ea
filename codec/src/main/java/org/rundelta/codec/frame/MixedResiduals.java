package org.rundelta.codec.frame;

import java.util.Arrays;
import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.Mixer;

/**
 * The residuals of a literal, every decision mixed from four contexts (docs/bitstream.md, "Mixed literals"). What the
 * contexts look at: how much is going on nearby, how far the neighbours are from the guess, the residuals that the
 * pixel has already, and which colours were seen before with the same green.
 */
final class MixedResiduals {
    private static final int SLOT_BITS = 16;

    /**
     * Binary logarithm of the decisions that are told apart in a context: sixteen, whose estimates share a cache line.
     * They are the flag, the sign, eight about the size and the digits of magnitudes below 8; up to four digits of larger
     * ones, and those that follow these, have groups of sixteen of their own.
     */
    private static final int NODE_BITS = 4;

    private static final int GROUPS = 0x2F0B4C47;
    private static final int DIGITS = 10;
    private static final int GROUPED_DIGITS = 4;

    private static final int SIGN = 1;
    private static final int SIZE = 2;
    private static final int MAX_BITS = 8;
    private static final int FIRST_DIGIT = SIZE + MAX_BITS - 1;
    private static final int SECOND_DIGIT = FIRST_DIGIT + MAX_BITS - 3;
    private static final int LOW_DIGITS = SECOND_DIGIT + 2 * (MAX_BITS + 1);
    private static final int SET_SIZE = LOW_DIGITS + 3;
    private static final int ACTIVITY_SETS = 3;

    private final BitCoder coder;
    private final Mixer mixer = new Mixer(3 * ACTIVITY_SETS * SET_SIZE, SLOT_BITS);

    /** The literal seen last with this green. */
    private final int[] byGreen = new int[256];

    /** Of this row and the one above: the magnitudes of a literal's residuals, one byte a channel; else 0. */
    private int[] magnitudes;

    private int[] magnitudesAbove;

    // The neighbourhood of the pixel
    private int parity;
    private int w;
    private int n;
    private int nw;
    private int ne;
    private int ww;
    private int nn;
    private int p;
    private int magnitudeW;
    private int magnitudeN;
    private int magnitudeNw;
    private int magnitudeNe;
    private int alternative;
    private int column;

    MixedResiduals(BitCoder coder, int width) {
        this.coder = coder;
        magnitudes = new int[width + 2];
        magnitudesAbove = new int[width + 2];
    }

    /** Forgets everything learnt. */
    void reset() {
        mixer.reset();
        Arrays.fill(byGreen, 0);
    }

    /** Takes over what other residuals have taught. */
    void copyFrom(MixedResiduals other) {
        mixer.copyFrom(other.mixer);
        System.arraycopy(other.byGreen, 0, byGreen, 0, byGreen.length);
    }

    /** Begins a row of pixels. */
    void startRow(boolean directlyBelowLast) {
        int[] above = magnitudes;
        magnitudes = magnitudesAbove;
        magnitudesAbove = above;
        Arrays.fill(magnitudes, 0);
        if (!directlyBelowLast) {
            Arrays.fill(magnitudesAbove, 0);
        }
    }

    /**
     * Begins a pixel.
     *
     * @param i where the pixel stands in {@code pixels}
     * @param previousPixel its pixel in the previous picture; in a keyframe NN
     * @param alternative another prediction of green
     */
    void startPixel(int[] pixels, int i, int stride, int x, int rowParity, int previousPixel, int alternative) {
        column = x;
        parity = rowParity << 1 | x & 1;
        this.alternative = alternative;
        w = pixels[i - 1];
        n = pixels[i - stride];
        nw = pixels[i - stride - 1];
        ne = pixels[i - stride + 1];
        ww = pixels[i - 2];
        nn = pixels[i - 2 * stride];
        p = previousPixel;
        magnitudeW = magnitudes[x];
        magnitudeNw = magnitudesAbove[x];
        magnitudeN = magnitudesAbove[x + 1];
        magnitudeNe = magnitudesAbove[x + 2];
    }

    /** Codes green's residual. */
    int green(int guess, int wanted) {
        int w = this.w >> 8 & 0xFF;
        int n = this.n >> 8 & 0xFF;
        int nw = this.nw >> 8 & 0xFF;
        int ne = this.ne >> 8 & 0xFF;
        int ww = this.ww >> 8 & 0xFF;
        int nn = this.nn >> 8 & 0xFF;
        int p = this.p >> 8 & 0xFF;
        int activity = activity(0);
        select(1, 0, guess << 2);
        select(2, 0, Differences.fine(w - guess, n - guess, p - guess));
        select(
                3,
                0,
                (((Differences.coarse(w - nw) * 7 + Differences.coarse(n - nw)) * 7 + Differences.coarse(n - ne)) * 7
                                        + Differences.coarse(w - ww))
                                * 7
                        + Differences.coarse(n - nn));
        int median = Predictors.spatial(0, w, n, nw, ne, nn);
        int curved = Predictors.spatial(2, w, n, nw, ne, nn);
        select(0, 0, Differences.fine(median - guess, alternative - guess, curved - guess) << 2 | activity >> 2);
        return residual(set(0, activity), wanted);
    }

    /** Codes red's residual. */
    int red(int guess, int wanted, int green, int greenResidual) {
        int known = byGreen[green] >> 16;
        select(3, 1, limited(greenResidual));
        select(0, 1, known - guess << 1);
        return chroma(1, 16, guess, wanted, green, greenResidual);
    }

    /** Codes blue's residual. */
    int blue(int guess, int wanted, int green, int red, int greenResidual, int redResidual) {
        int known = byGreen[green];
        select(3, 2, limited(greenResidual) << 6 | limited(redResidual));
        select(0, 2, (known & 0xFF) - guess << 1 | (known >> 16 == red ? 1 : 0));
        return chroma(2, 0, guess, wanted, green, redResidual);
    }

    /** Remembers the literal whose residuals were coded. */
    void learn(int colour, int green, int greenResidual, int redResidual, int blueResidual) {
        byGreen[green] = colour;
        magnitudes[column + 1] = magnitude(greenResidual) | magnitude(redResidual) << 8 | magnitude(blueResidual) << 16;
    }

    private int chroma(int channel, int shift, int guess, int wanted, int green, int lastResidual) {
        // The neighbours' values, had they this green and their own colour difference
        int base = green - guess;
        int toW = moved(w, shift) + base;
        int toN = moved(n, shift) + base;
        int toP = moved(p, shift) + base;
        int activity = activity(8 * channel);
        int size = Math.min(bits(lastResidual), 3);
        select(1, channel, guess << 2 | size);
        select(2, channel, Differences.fine(toW, toN, toP) << 2 | parity);
        return residual(set(channel, activity), wanted);
    }

    private static int moved(int colour, int shift) {
        return (colour >> shift & 0xFF) - (colour >> 8 & 0xFF);
    }

    private void select(int input, int channel, int context) {
        mixer.select(input, context * 3 + channel, NODE_BITS);
    }

    private static int set(int channel, int activity) {
        int level = activity == 0 ? 0 : activity < 10 ? 1 : 2;
        return (channel * ACTIVITY_SETS + level) * SET_SIZE;
    }

    /** How large the residuals of this channel were nearby, in sixteen classes. */
    private int activity(int shift) {
        int sum = 2 * (magnitudeW >> shift & 0xFF)
                + 2 * (magnitudeN >> shift & 0xFF)
                + (magnitudeNe >> shift & 0xFF)
                + (magnitudeNw >> shift & 0xFF);
        return Differences.activity(sum);
    }

    private static int limited(int residual) {
        return Math.min(Math.max(residual, -20), 20);
    }

    private static int magnitude(int residual) {
        return Math.min(Math.abs(residual), 0xFF);
    }

    private static int bits(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    /** Zero flag, sign, then the magnitude as the number of its bits in unary and the bits below the leading one. */
    private int residual(int set, int value) {
        int magnitude = Math.abs(value);
        if (mixer.code(coder, set, 0, magnitude != 0 ? 1 : 0) == 0) {
            return 0;
        }
        int negative = mixer.code(coder, set + SIGN, SIGN, value < 0 ? 1 : 0);
        int wantedBits = 31 - Integer.numberOfLeadingZeros(magnitude | 1);
        int bits = 0;
        while (bits < MAX_BITS && mixer.code(coder, set + SIZE + bits, SIZE + bits, bits < wantedBits ? 1 : 0) != 0) {
            bits++;
        }
        int result = 1;
        for (int i = bits - 1; i >= 0; i--) {
            result = result << 1 | digit(set, bits, i, result, magnitude >>> i & 1);
        }
        return negative != 0 ? -result : result;
    }

    private int digit(int set, int bits, int i, int above, int value) {
        int weights = above == 1
                ? FIRST_DIGIT + bits
                : above < 4 ? SECOND_DIGIT + 2 * bits + (above & 1) : LOW_DIGITS + Math.min(i, 2);
        return mixer.code(coder, set + weights, node(bits, bits - 1 - i, above), value);
    }

    /** Of a magnitude of so many bits below the leading one, where {@code known} of them are known. */
    private static int node(int bits, int known, int above) {
        if (bits <= 2) {
            return bits == 1 ? DIGITS : DIGITS + above;
        }
        if (known < GROUPED_DIGITS) {
            return bits * GROUPS >>> 16 << NODE_BITS | above;
        }
        int low = known - GROUPED_DIGITS;
        int group = bits << 8 | above >>> low;
        return group * GROUPS >>> 16 << NODE_BITS | 1 << low | above & (1 << low) - 1;
    }
}
