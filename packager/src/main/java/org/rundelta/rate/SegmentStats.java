package org.rundelta.rate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rundelta.codec.PictureCost;

/** What the pictures of a segment took, and how they were coded. */
public final class SegmentStats implements Serializable {
    private static final long serialVersionUID = 1;

    private static final int FIRST_CAPACITY = 64;

    /**
     * A picture before it is coded.
     *
     * @param seconds its time
     * @param known its cost, or null
     */
    record Look(double seconds, PictureCost known) implements Serializable {
        /** As of {@link org.rundelta.codec.Lookahead#add}. */
        Optional<PictureCost> cost() {
            return Optional.ofNullable(known);
        }
    }

    private final ArrayList<Look> looks = new ArrayList<>();
    private double[] seconds = new double[FIRST_CAPACITY];
    private int[] photoBits = new int[FIRST_CAPACITY];
    private int[] otherBits = new int[FIRST_CAPACITY];
    private byte[] quantisers = new byte[FIRST_CAPACITY];
    private int size;

    void add(double time, CodedSize coded, int quantiser) {
        if (size == quantisers.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
            photoBits = Arrays.copyOf(photoBits, 2 * size);
            otherBits = Arrays.copyOf(otherBits, 2 * size);
            quantisers = Arrays.copyOf(quantisers, 2 * size);
        }
        seconds[size] = time;
        photoBits[size] = coded.photoBits();
        otherBits[size] = coded.otherBits();
        quantisers[size] = (byte) quantiser;
        size++;
    }

    void look(double time, Optional<PictureCost> cost) {
        looks.add(new Look(time, cost.orElse(null)));
    }

    /** The pictures that were looked at, in order of time; more than were coded, or none. */
    List<Look> looks() {
        return looks;
    }

    int size() {
        return size;
    }

    /** Time of a picture. */
    double seconds(int i) {
        return seconds[i];
    }

    /** Bits of a picture. */
    int bits(int i) {
        return photoBits[i] + otherBits[i];
    }

    /** Bits of a picture that no quantiser changes. */
    int other(int i) {
        return otherBits[i];
    }

    /** Bits that the photographic blocks of a picture would take with quantiser 0. */
    double photo(int i, RateLaw law) {
        return photoBits[i] / law.scale(quantisers[i]);
    }

    /** Bits that a picture would take with a quantiser. */
    double bits(int i, double quantiser, RateLaw law) {
        return otherBits[i] + photo(i, law) * law.scale(quantiser);
    }

    /** Bits of all photographic blocks. */
    double photoBits() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += photoBits[i];
        }
        return sum;
    }

    /** The mean quantiser of photographic blocks; 0 if there are none. */
    double meanQuantiser() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += (double) photoBits[i] * quantisers[i];
        }
        return sum == 0 ? 0 : sum / photoBits();
    }

    /** Bits of all. */
    long bits() {
        long sum = 0;
        for (int i = 0; i < size; i++) {
            sum += bits(i);
        }
        return sum;
    }
}
