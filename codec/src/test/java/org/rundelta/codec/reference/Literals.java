package org.rundelta.codec.reference;

/** The literals of one frame; docs/bitstream.md, "Literals" and "Tolerance". */
final class Literals {
    private static final int RED = 16;
    private static final int GREEN = 8;
    private static final int BLUE = 0;

    private final Decisions data;
    private final int tolerance;
    /** Null unless the frame is mixed. */
    private final MixedResiduals mixed;

    /** Of each predictor the error at each pixel. */
    private final Grid[] errors = new Grid[Predictors.COUNT];

    Literals(Decisions data, int tolerance, MixedResiduals mixed, int width, int height) {
        this.data = data;
        this.tolerance = tolerance;
        this.mixed = mixed;
        for (int k = 0; k < errors.length; k++) {
            errors[k] = new Grid(width, height);
        }
    }

    /** Reads the colour of the pixel at the place. */
    int read(Place place, Predictors predictors) {
        int predictor = choosePredictor(place);
        int energy = energy(place);

        int guess = predictors.predict(predictor, GREEN);
        int rg = mixed != null ? mixed.readGreen(place, predictors, guess) : residual("green", energy, 0);
        int green = restore(guess, rg);
        int error = green - guess;

        guess = clamp(predictors.predict(predictor, RED) + error);
        int rr = mixed != null
                ? mixed.readRed(place, predictors, guess, green, rg)
                : residual("red", energy, Math.min(bits(Math.abs(rg)), 3));
        int red = restore(guess, rr);

        guess = clamp(predictors.predict(predictor, BLUE) + error);
        int rb = mixed != null
                ? mixed.readBlue(place, predictors, guess, green, red, rg, rr)
                : residual("blue", energy, Math.min(bits(Math.abs(rr)), 3));
        int blue = restore(guess, rb);

        for (int k = 0; k < errors.length; k++) {
            errors[k].set(place.x(), place.y(), Math.abs(green - predictors.predict(k, GREEN)));
        }
        int colour = red << RED | green << GREEN | blue << BLUE;
        if (mixed != null) {
            mixed.learn(place, colour, rg, rr, rb);
        }
        return colour;
    }

    private int choosePredictor(Place place) {
        int best = 0;
        for (int k = 1; k < errors.length; k++) {
            if (score(k, place) < score(best, place)) {
                best = k;
            }
        }
        return best;
    }

    private int score(int k, Place place) {
        Place e = new Place(errors[k], place.x(), place.y());
        int sum = 2 * e.w() + 2 * e.n() + e.ne() + e.nw();
        return k == 0 ? sum : sum + (sum >> 2) + 4;
    }

    private static int energy(Place place) {
        int w = channel(place.w(), GREEN);
        int n = channel(place.n(), GREEN);
        int nw = channel(place.nw(), GREEN);
        int ne = channel(place.ne(), GREEN);
        return Math.min(bits(Math.abs(w - nw) + Math.abs(n - nw) + Math.abs(n - ne)), 8);
    }

    private int residual(String channel, int energy, int before) {
        if (data.bit(channel, energy, before, "not zero") == 0) {
            return 0;
        }
        int negative = data.bit(channel, energy, before, "sign");
        int k = 0;
        while (k < 8 && data.bit(channel, energy, before, "more", k) == 1) {
            k = k + 1;
        }
        int v = 1;
        for (int i = 0; i < k; i++) {
            v = v << 1
                    | (v < 4
                            ? data.bit(channel, energy, before, "digit", k, v)
                            : data.bit(channel, energy, before, "low", k));
        }
        return negative == 1 ? -v : v;
    }

    private int restore(int guess, int r) {
        int s = 2 * tolerance + 1;
        int level = (guess + tolerance) / s;
        return Math.min(Math.max(level + r, 0) * s, 255);
    }

    static int channel(int colour, int shift) {
        return colour >> shift & 0xFF;
    }

    static int clamp(int v) {
        return Math.min(Math.max(v, 0), 255);
    }

    static int bits(int n) {
        return n == 0 ? 0 : Integer.toBinaryString(n).length();
    }
}
