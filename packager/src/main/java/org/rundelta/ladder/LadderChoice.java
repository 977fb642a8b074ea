package org.rundelta.ladder;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rundelta.packager.Fidelity;
import org.rundelta.packager.FrameRate;
import org.rundelta.packager.OutputSize;
import org.rundelta.packager.OutputSize.PictureSize;

/**
 * Chooses rungs from what was tried. The best is lossless where that costs little, else where nothing is seen any more.
 * Each further one costs less by a factor, and is visibly less good, so that the one above buys something; the last is
 * for bad networks. All are near the hull.
 */
final class LadderChoice {
    /** A lossless rung may cost so many times what the rung costs on which nothing is seen. */
    private static final double LOSSLESS_FACTOR = 1.25;

    /** Quality of the blocks that are not exact, in dB, from which on nothing is seen. */
    static final double UNSEEN = 42;

    /** Between rungs, the least factor in bitrate and the least difference in quality, in dB. */
    private static final double STEP = 1.5;

    private static final double VISIBLE = 1;

    /** A step as great as this is avoided if anything lies between. */
    private static final double WIDE_STEP = 2.1;

    /** Bits per second that bad networks carry; with a rung that costs no more, a ladder is complete, lossless or not. */
    private static final double BAD_NETWORK = 200e3;

    /** What is worse, in dB, shows nothing. */
    private static final double USELESS = 20;

    /** Rungs may be so much below the hull, in dB. */
    private static final double NEAR = 0.5;

    /** Qualities between those tried. */
    private static final int QUALITY_STEP = 4;

    private final Hull hull;
    private final List<RungEstimate> candidates;

    private LadderChoice(Hull hull, List<RungEstimate> candidates) {
        this.hull = hull;
        this.candidates = candidates;
    }

    /** Chooses from at least one estimate. */
    static LadderProposal of(List<RungEstimate> tried) {
        Hull hull = Hull.of(tried);
        List<RungEstimate> near = withBetween(tried).stream()
                .filter(estimate -> hull.gap(estimate) <= NEAR)
                .sorted(Comparator.comparingDouble(RungEstimate::bitrate))
                .toList();
        return new LadderProposal(new LadderChoice(hull, near).rungs(tried), hull, tried);
    }

    private List<RungEstimate> rungs(List<RungEstimate> tried) {
        List<RungEstimate> chosen = new ArrayList<>();
        RungEstimate top = top(tried);
        chosen.add(top);
        Optional<RungEstimate> next = below(top);
        while (next.isPresent()) {
            chosen.add(next.get());
            next = below(next.get());
        }
        Collections.reverse(chosen);
        return chosen;
    }

    private RungEstimate top(List<RungEstimate> tried) {
        RungEstimate unseen = candidates.stream()
                .filter(estimate -> isWhole(estimate) && estimate.blockQuality() >= UNSEEN)
                .findFirst()
                .orElse(hull.best());
        Optional<RungEstimate> lossless = tried.stream()
                .filter(estimate ->
                        isWhole(estimate) && estimate.rung().fidelity().equals(TrialGrid.LOSSLESS))
                .findFirst();
        return lossless.filter(exact -> exact.bitrate() <= Math.max(BAD_NETWORK, LOSSLESS_FACTOR * unseen.bitrate()))
                .orElse(unseen);
    }

    /** Whether it has every pixel of every frame as it is. */
    static boolean isExact(RungEstimate estimate) {
        return isWhole(estimate) && estimate.rung().fidelity().equals(TrialGrid.LOSSLESS);
    }

    /** Whether it has all pixels and frames. */
    private static boolean isWhole(RungEstimate estimate) {
        return estimate.rung().size() instanceof OutputSize.Source
                && estimate.rung().fps() == null;
    }

    private Optional<RungEstimate> below(RungEstimate above) {
        if (above.bitrate() <= BAD_NETWORK) {
            return Optional.empty();
        }
        List<RungEstimate> cheaper = candidates.stream()
                .filter(estimate -> estimate.bitrate() <= above.bitrate() / STEP
                        && estimate.quality() <= above.quality() - VISIBLE
                        && estimate.quality() >= USELESS)
                .toList();
        Optional<RungEstimate> close = cheaper.stream()
                .filter(estimate -> estimate.bitrate() >= above.bitrate() / WIDE_STEP)
                .min(Comparator.comparingDouble(hull::gap));
        return close.isPresent() ? close : cheaper.stream().max(Comparator.comparingDouble(RungEstimate::bitrate));
    }

    private record Shape(OutputSize size, FrameRate fps) {}

    /** With qualities between those tried, whose rates and qualities lie between, too. */
    private static List<RungEstimate> withBetween(List<RungEstimate> tried) {
        Map<Shape, List<RungEstimate>> curves = new LinkedHashMap<>();
        for (RungEstimate estimate : tried) {
            if (estimate.rung().fidelity() instanceof Fidelity.Quality) {
                Shape shape = new Shape(estimate.rung().size(), estimate.rung().fps());
                curves.computeIfAbsent(shape, s -> new ArrayList<>()).add(estimate);
            }
        }
        List<RungEstimate> all = new ArrayList<>(tried);
        for (List<RungEstimate> curve : curves.values()) {
            curve.sort(Comparator.comparingInt(LadderChoice::quality));
            for (int i = 1; i < curve.size(); i++) {
                addBetween(curve.get(i - 1), curve.get(i), all);
            }
        }
        return all;
    }

    private static int quality(RungEstimate estimate) {
        return ((Fidelity.Quality) estimate.rung().fidelity()).value();
    }

    private static void addBetween(RungEstimate low, RungEstimate high, List<RungEstimate> all) {
        int from = quality(low);
        int to = quality(high);
        for (int quality = from + QUALITY_STEP; quality < to; quality += QUALITY_STEP) {
            all.add(between(low, high, quality, (double) (quality - from) / (to - from)));
        }
    }

    private static RungEstimate between(RungEstimate low, RungEstimate high, int quality, double part) {
        PictureSize size = low.size();
        return new RungEstimate(
                TrialGrid.rung(low.rung().size(), size, low.rung().fps(), new Fidelity.Quality(quality)),
                size,
                Math.exp(mean(Math.log(low.bitrate()), Math.log(high.bitrate()), part)),
                mean(low.quality(), high.quality(), part),
                mean(low.blockQuality(), high.blockQuality(), part));
    }

    private static double mean(double from, double to, double part) {
        return from + part * (to - from);
    }
}
