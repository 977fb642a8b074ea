package org.rundelta.packager;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.Picture;

/**
 * Chooses which pictures of a title make the best primer: those from which its keyframes differ least. Picture after
 * picture is added for as long as the keyframes become smaller by more than the primer grows. Sizes are estimated by
 * counting, block by block, the pixels where a row changes colour, in blocks that are not the same in both pictures.
 */
public final class PrimerChoice {
    /** More samples than this are not worth the time. */
    public static final int MAX_SAMPLES = 12;

    private static final int BLOCK = 16;

    /** A picture must save one part of so many, since its size is only estimated. */
    private static final int MIN_SAVING = 200;

    /**
     * Share of what a picture costs that comes back, where it has the same details, as text in the same letters has: all
     * frames of the title are coded the better, the more of them the primer has seen.
     */
    private static final double COMES_BACK = 0.4;

    /**
     * Share of its cost that a primer is thought to cost more for each two pictures that are not in order of time, and for
     * not beginning with the first: viewers wait for the primer, and that one they need at once.
     */
    private static final double DISORDER = 0.02;

    /**
     * What is compared of one picture.
     *
     * @param hashes of the pixels of each block
     * @param costs number of costly pixels in each block
     * @param details hashes of some short pieces of rows that begin where the colour changes
     */
    record Sketch(int[] hashes, int[] costs, BitSet details) {
        private static final int DETAIL = 6;
        private static final int DETAIL_BITS = 20;
        private static final int DETAILS_TAKEN = 16;
        private static final int SPREAD = 0x6C8E9CF5;

        static Sketch of(Picture picture) {
            int columns = (picture.width() + BLOCK - 1) / BLOCK;
            int rows = (picture.height() + BLOCK - 1) / BLOCK;
            Sketch sketch = new Sketch(new int[columns * rows], new int[columns * rows], new BitSet());
            for (int y = 0; y < picture.height(); y++) {
                sketch.addRow(picture.pixels(), y * picture.stride(), picture.width(), y / BLOCK * columns);
            }
            return sketch;
        }

        private void addRow(int[] pixels, int from, int width, int firstBlock) {
            int before = pixels[from];
            for (int x = 0; x < width; x++) {
                int pixel = pixels[from + x];
                int block = firstBlock + x / BLOCK;
                hashes[block] = hashes[block] * 31 + pixel;
                if (pixel != before) {
                    costs[block]++;
                    addDetail(pixels, from + x, from + width);
                }
                before = pixel;
            }
        }

        private void addDetail(int[] pixels, int from, int end) {
            int hash = 0;
            for (int i = from; i < Math.min(end, from + DETAIL); i++) {
                hash = (hash + pixels[i]) * SPREAD;
            }
            if (hash % DETAILS_TAKEN == 0) {
                details.set(hash >>> Integer.SIZE - DETAIL_BITS);
            }
        }

        /** Estimated size, coded with reference to another picture, or to none if null. */
        long cost(Sketch reference) {
            long cost = 0;
            for (int i = 0; i < hashes.length; i++) {
                cost += reference != null && reference.hashes[i] == hashes[i] ? 0 : costs[i];
            }
            return cost;
        }

        /** What it adds to a primer that ends with the other picture, or to an empty one if null. */
        double costAfter(Sketch before) {
            return before == null ? cost(null) : cost(before) * (1 - COMES_BACK * likeness(before));
        }

        /** Share of the details that the other picture has too. */
        private double likeness(Sketch other) {
            BitSet common = (BitSet) details.clone();
            common.and(other.details);
            return details.isEmpty() ? 0 : (double) common.cardinality() / details.cardinality();
        }
    }

    private PrimerChoice() {}

    /**
     * Chooses pictures.
     *
     * @param samples pictures that keyframes of the title are like, all of one size, in order of time
     * @param keyframes of the whole title
     * @return their positions among the samples, in the order that suits the primer; none if a primer does not pay
     */
    public static List<Integer> choose(List<Picture> samples, long keyframes) {
        return fromSketches(samples.stream().map(Sketch::of).toList(), keyframes);
    }

    /** Chooses pictures by their sketches; see {@link #choose}. */
    static List<Integer> fromSketches(List<Sketch> sketches, long keyframes) {
        List<Integer> chosen = List.of();
        double cost = cost(sketches, chosen, keyframes);
        while (chosen.size() < CodecConfig.MAX_PRIMER) {
            List<Integer> best = chosen;
            double least = cost;
            for (List<Integer> longer : withOneMore(chosen, sketches.size())) {
                double costThen = cost(sketches, longer, keyframes);
                if (costThen < least) {
                    least = costThen;
                    best = longer;
                }
            }
            if (cost - least <= cost / MIN_SAVING) {
                return chosen;
            }
            chosen = best;
            cost = least;
        }
        return chosen;
    }

    /**
     * Any sample put in at any place. Each picture of a primer refers to the one before, so their order matters; where it
     * does not, that of time has proved best.
     */
    private static List<List<Integer>> withOneMore(List<Integer> chosen, int samples) {
        List<List<Integer>> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            for (int at = 0; at <= chosen.size() && !chosen.contains(i); at++) {
                List<Integer> longer = new ArrayList<>(chosen);
                longer.add(at, i);
                all.add(longer);
            }
        }
        return all;
    }

    /** Estimated size of the primer and of all keyframes. */
    private static double cost(List<Sketch> sketches, List<Integer> chosen, long keyframes) {
        double primer = 0;
        int before = -1;
        int disorder = chosen.isEmpty() || chosen.get(0) == 0 ? 0 : 1;
        for (int i : chosen) {
            primer += sketches.get(i).costAfter(before < 0 ? null : sketches.get(before));
            disorder += i < before ? 1 : 0;
            before = i;
        }
        long sampled = 0;
        for (Sketch sketch : sketches) {
            long least = sketch.cost(null);
            for (int i : chosen) {
                least = Math.min(least, sketch.cost(sketches.get(i)));
            }
            sampled += least;
        }
        return (1 + DISORDER * disorder) * primer + (double) sampled * keyframes / sketches.size();
    }
}
