package org.rundelta.ladder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rundelta.packager.OutputSize.PictureSize;
import org.rundelta.packager.Rung;

/** Adds up what trials of several chunks gave. Used by one thread. */
final class Estimates {
    /** Nothing costs nothing. */
    private static final double LEAST_RATE = 1;

    private final PictureSize source;
    private final double segmentSeconds;
    private final double seconds;
    private final Map<Rung, Sum> sums = new LinkedHashMap<>();

    private static final class Sum {
        private int chunks;
        private int primerBytes;
        private double weight;
        private double rate;
        private double quality;
        private double blockQuality;
    }

    /**
     * @param segment length of a segment: each begins with a keyframe
     * @param seconds length of the title
     */
    Estimates(PictureSize source, Duration segment, double seconds) {
        this.source = source;
        this.seconds = seconds;
        segmentSeconds = Math.min(seconds, segment.toNanos() / 1e9);
    }

    /** Adds what a rung gave on one chunk, which stands for so much of the title. */
    void add(Rung rung, int primerBytes, Trial.Result result, double weight) {
        Sum sum = sums.computeIfAbsent(rung, r -> new Sum());
        sum.primerBytes = primerBytes;
        sum.chunks++;
        sum.weight += weight;
        sum.rate += weight * Byte.SIZE * (result.keyframeBytes() / segmentSeconds + result.otherBytesPerSecond());
        sum.quality += weight * result.quality();
        sum.blockQuality += weight * result.blockQuality();
    }

    /** The means, of those rungs that were tried on so many chunks. */
    List<RungEstimate> all(int chunks) {
        List<RungEstimate> estimates = new ArrayList<>();
        sums.forEach((rung, sum) -> {
            if (sum.chunks == chunks) {
                estimates.add(new RungEstimate(
                        rung,
                        rung.size().of(source),
                        Math.max(LEAST_RATE, sum.rate / sum.weight + Byte.SIZE * sum.primerBytes / seconds),
                        sum.quality / sum.weight,
                        sum.blockQuality / sum.weight));
            }
        });
        return estimates;
    }
}
