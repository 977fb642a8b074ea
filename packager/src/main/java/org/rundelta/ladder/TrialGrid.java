package org.rundelta.ladder;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.Rung;
import org.rundelta.packager.VideoInfo;

/** The rungs that may be tried: sizes, frame rates and qualities in combination. */
final class TrialGrid {
    static final Fidelity LOSSLESS = new Fidelity.Lossless();

    private static final List<String> SCALES = List.of("0.75", "0.5", "0.375", "0.25");

    /** Smaller pictures show too little. */
    private static final int MIN_HEIGHT = 120;

    /** From where hardly anything is seen to where blocks are; each step about halves the bitrate of film. */
    private static final int[] QUALITIES = {86, 70, 54, 38, 22};

    /** The first quality, after lossless, that is not wasted on a smaller size. */
    private static final int BEST_OF_SMALLER = 2;

    private static final int[] SLOWER = {2, 3, 6};

    /** Fewer frames per second are no video any more. */
    private static final int MIN_RATE = 5;

    private final PictureSize source;
    private final List<OutputSize> sizes = new ArrayList<>();
    private final List<Optional<FrameRate>> rates = new ArrayList<>();
    private final List<Fidelity> fidelities = new ArrayList<>();

    /**
     * A place in the grid.
     *
     * @param size from 0, that of the source, down
     * @param rate from 0, all frames, down
     * @param fidelity from 0, lossless, down
     */
    record Place(int size, int rate, int fidelity) {
        static final Place EXACT = new Place(0, 0, 0);
        static final Place MIDDLE = new Place(0, 0, 3);

        boolean isFinerThan(Place other) {
            return fidelity < other.fidelity;
        }

        /** Whether only photographs can differ from the source. */
        boolean isNearlyExact() {
            return size == 0 && fidelity > 0;
        }
    }

    TrialGrid(VideoInfo video) {
        source = new PictureSize(video.width(), video.height());
        sizes.add(new OutputSize.Source());
        for (String scale : SCALES) {
            OutputSize size = new OutputSize.Scaled(new BigDecimal(scale));
            if (size.of(source).height() >= MIN_HEIGHT) {
                sizes.add(size);
            }
        }
        rates.add(Optional.empty());
        for (int divisor : SLOWER) {
            slower(video, divisor).ifPresent(rate -> rates.add(Optional.of(rate)));
        }
        fidelities.add(LOSSLESS);
        for (int quality : QUALITIES) {
            fidelities.add(new Fidelity.Quality(quality));
        }
    }

    private static Optional<FrameRate> slower(VideoInfo video, int divisor) {
        long denominator = (long) video.frameRateDenominator() * divisor;
        long numerator = video.frameRateNumerator();
        boolean isSane = denominator <= Integer.MAX_VALUE && numerator <= FrameRate.MAX * denominator;
        return isSane && numerator >= MIN_RATE * denominator
                ? Optional.of(new FrameRate((int) numerator, (int) denominator))
                : Optional.empty();
    }

    /** Where to begin: what is far apart. */
    List<Place> seeds() {
        int last = sizes.size() - 1;
        List<Place> places =
                List.of(Place.MIDDLE, new Place(0, 1, 4), new Place(Math.min(2, last), 0, 4), new Place(last, 0, 5));
        return places.stream().filter(this::has).distinct().toList();
    }

    /** The places beside one. */
    List<Place> beside(Place place) {
        List<Place> places = new ArrayList<>();
        for (int step = -1; step <= 1; step += 2) {
            places.add(new Place(place.size + step, place.rate, place.fidelity));
            places.add(new Place(place.size, place.rate + step, place.fidelity));
            places.add(new Place(place.size, place.rate, place.fidelity + step));
        }
        return places.stream().filter(this::has).toList();
    }

    private boolean has(Place place) {
        return place.size >= 0
                && place.size < sizes.size()
                && place.rate >= 0
                && place.rate < rates.size()
                && place.fidelity >= (place.size == 0 ? 0 : BEST_OF_SMALLER)
                && place.fidelity < fidelities.size();
    }

    Rung rung(Place place) {
        OutputSize size = sizes.get(place.size);
        return rung(size, size.of(source), rates.get(place.rate).orElse(null), fidelities.get(place.fidelity));
    }

    /** A rung with an id that says what it is, as in {@code 720p-exact} or {@code 360p10-q54}. */
    static Rung rung(OutputSize size, PictureSize pixels, FrameRate fps, Fidelity fidelity) {
        String rate =
                fps == null ? "" : String.format(Locale.ROOT, "%.0f", (double) fps.numerator() / fps.denominator());
        String name = fidelity instanceof Fidelity.Quality quality ? "q" + quality.value() : "exact";
        return new Rung(pixels.height() + "p" + rate + "-" + name, fidelity, size, fps, Rung.DEFAULT_CODEC);
    }
}
