package org.rundelta.codec.reference;

import java.util.Arrays;
import java.util.List;

/** How the residuals of one mixed frame are read; docs/bitstream.md, "Mixed literals". */
final class MixedResiduals {
    private static final int GREEN = 0;
    private static final int RED = 1;
    private static final int BLUE = 2;
    private static final int[] SHIFTS = {8, 16, 0};

    private final Decisions data;
    private final Models models;
    /** Of each channel the magnitude of the residual at each pixel. */
    private final Grid[] magnitudes = new Grid[3];

    MixedResiduals(Decisions data, Models models, int width, int height) {
        this.data = data;
        this.models = models;
        for (int channel = 0; channel < magnitudes.length; channel++) {
            magnitudes[channel] = new Grid(width, height);
        }
    }

    int readGreen(Place place, Predictors predictors, int guess) {
        int w = value(place.w(), GREEN);
        int n = value(place.n(), GREEN);
        int nw = value(place.nw(), GREEN);
        int ne = value(place.ne(), GREEN);
        int ww = value(place.ww(), GREEN);
        int nn = value(place.nn(), GREEN);
        int p = value(p(place, predictors), GREEN);
        int activity = activity(place, GREEN);
        int median = Math.min(Math.max(w + n - nw, Math.min(w, n)), Math.max(w, n));
        int other = predictors.predict(predictors.p() == null ? 1 : 2, 8);
        int slope = Literals.clamp(n + (ne - nn) / 2);
        int signs = Classes.c(w - nw);
        signs = signs * 7 + Classes.c(n - nw);
        signs = signs * 7 + Classes.c(n - ne);
        signs = signs * 7 + Classes.c(w - ww);
        signs = signs * 7 + Classes.c(n - nn);
        return read(
                place,
                GREEN,
                Classes.f(median - guess, other - guess, slope - guess) * 4 + (activity >> 2),
                guess * 4,
                Classes.f(w - guess, n - guess, p - guess),
                signs);
    }

    int readRed(Place place, Predictors predictors, int guess, int green, int rg) {
        int known = models.byGreen()[green];
        return readOther(place, predictors, RED, guess, green, rg, 2 * (value(known, RED) - guess), limited(rg));
    }

    int readBlue(Place place, Predictors predictors, int guess, int green, int red, int rg, int rr) {
        int known = models.byGreen()[green];
        return readOther(
                place,
                predictors,
                BLUE,
                guess,
                green,
                rr,
                2 * (value(known, BLUE) - guess) + (value(known, RED) == red ? 1 : 0),
                limited(rg) << 6 | limited(rr));
    }

    private int readOther(
            Place place,
            Predictors predictors,
            int channel,
            int guess,
            int green,
            int last,
            int context0,
            int context3) {
        int size = Math.min(Literals.bits(Math.abs(last)), 3);
        int parity = 2 * (place.y() & 1) + (place.x() & 1);
        int toW = to(place.w(), channel, green, guess);
        int toN = to(place.n(), channel, green, guess);
        int toP = to(p(place, predictors), channel, green, guess);
        return read(place, channel, context0, guess * 4 + size, Classes.f(toW, toN, toP) * 4 + parity, context3);
    }

    private static int to(int colour, int channel, int green, int guess) {
        return value(colour, channel) - value(colour, GREEN) + green - guess;
    }

    private static int p(Place place, Predictors predictors) {
        return predictors.p() == null ? place.nn() : predictors.p().here();
    }

    private static int limited(int residual) {
        return Math.min(Math.max(residual, -20), 20);
    }

    /** Remembers a literal and the residuals it had, green's first. */
    void learn(Place place, int colour, int... residuals) {
        int green = value(colour, GREEN);
        models.byGreen()[green] = colour;
        for (int channel = 0; channel < magnitudes.length; channel++) {
            magnitudes[channel].set(place.x(), place.y(), Math.min(Math.abs(residuals[channel]), 255));
        }
    }

    private int activity(Place place, int channel) {
        Place m = new Place(magnitudes[channel], place.x(), place.y());
        int sum = 2 * m.w() + 2 * m.n() + m.ne() + m.nw();
        int k = Literals.bits(sum);
        return sum < 4 ? sum : Math.min(4 + 2 * (k - 3) + (sum >> (k - 2) & 1), 15);
    }

    private int read(Place place, int channel, int... contexts) {
        int activity = activity(place, channel);
        int level = activity == 0 ? 0 : activity < 10 ? 1 : 2;
        Reading reading = new Reading((channel * 3 + level) * 35, inputs(channel, contexts));
        if (reading.bit(0, 0) == 0) {
            return 0;
        }
        int negative = reading.bit(1, 1);
        int k = 0;
        while (k < 8 && reading.bit(2 + k, 2 + k) == 1) {
            k = k + 1;
        }
        int v = 1;
        for (int j = 0; j < k; j++) {
            int d = v == 1 ? 9 + k : v < 4 ? 14 + 2 * k + (v & 1) : 32 + Math.min(k - 1 - j, 2);
            v = v << 1 | reading.bit(d, nodeOfDigit(k, j, v));
        }
        return negative == 1 ? -v : v;
    }

    /** The node of digit j, from 0, of the k below the leading one, v being what was read before. */
    private static int nodeOfDigit(int k, int j, int v) {
        if (k < 3) {
            return k == 1 ? 10 : 10 + v;
        }
        if (j < 4) {
            return group(k) + v;
        }
        int firstFive = v >> (j - 4);
        return group(k << 8 | firstFive) + (1 << (j - 4)) + v - (firstFive << (j - 4));
    }

    private static int group(int of) {
        return (of * 0x2F0B4C47 >>> 16) * 16;
    }

    private static List<Mixer.Input> inputs(int channel, int... contexts) {
        return Arrays.stream(contexts)
                .mapToObj(context -> new Mixer.Input(4, context * 3 + channel))
                .toList();
    }

    private final class Reading {
        private final int firstSet;
        private final List<Mixer.Input> inputs;

        Reading(int firstSet, List<Mixer.Input> inputs) {
            this.firstSet = firstSet;
            this.inputs = inputs;
        }

        int bit(int d, int node) {
            return models.residuals().read(data.source(), firstSet + d, node, inputs);
        }
    }

    private static int value(int colour, int channel) {
        return Literals.channel(colour, SHIFTS[channel]);
    }
}
