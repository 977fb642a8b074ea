package org.rundelta.codec.reference;

/**
 * The four predictions of a pixel; docs/bitstream.md, "Predictors".
 *
 * @param place the pixel
 * @param p the place P in the previous picture, or null in a keyframe
 */
record Predictors(Place place, Place p) {
    static final int COUNT = 4;

    /** The prediction of one channel, which stands {@code shift} bits up in a colour. */
    int predict(int predictor, int shift) {
        if (predictor == 0) {
            return median(west(place, shift), north(place, shift), northWest(place, shift));
        }
        return p == null ? inKeyframe(predictor, shift) : inDeltaFrame(predictor, shift);
    }

    private int inKeyframe(int predictor, int shift) {
        int w = west(place, shift);
        int n = north(place, shift);
        int nw = northWest(place, shift);
        int ne = Literals.channel(place.ne(), shift);
        int nn = Literals.channel(place.nn(), shift);
        return switch (predictor) {
            case 1 -> (w + ne + 1) >> 1;
            case 2 -> Literals.clamp(n + (ne - nn) / 2);
            default -> Literals.clamp(w + (ne - nw) / 2);
        };
    }

    private int inDeltaFrame(int predictor, int shift) {
        int here = Literals.channel(p.here(), shift);
        int cw = west(place, shift) - west(p, shift);
        int cn = north(place, shift) - north(p, shift);
        int cnw = northWest(place, shift) - northWest(p, shift);
        return switch (predictor) {
            case 1 -> here;
            case 2 -> Literals.clamp(here + median(cw, cn, cnw));
            default -> Literals.clamp(here + ((cw + cn) >> 1));
        };
    }

    private static int median(int a, int b, int c) {
        return Math.min(Math.max(a + b - c, Math.min(a, b)), Math.max(a, b));
    }

    private static int west(Place place, int shift) {
        return Literals.channel(place.w(), shift);
    }

    private static int north(Place place, int shift) {
        return Literals.channel(place.n(), shift);
    }

    private static int northWest(Place place, int shift) {
        return Literals.channel(place.nw(), shift);
    }
}
