package org.rundelta.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A title as it was packaged: what each segment of each rung costs and is worth.
 *
 * @param rungs in rising order of their bitrates
 * @param seconds length of each segment
 */
record PackagedLadder(List<PackagedRung> rungs, List<Double> seconds) {
    /**
     * One rung.
     *
     * @param bytes of each segment, with its share of the initialization segment
     * @param quality of each segment, in dB: the mean of its frames' luma PSNR, as shown
     */
    record PackagedRung(String id, List<Long> bytes, List<Double> quality) {}

    /** Bits per second of a rung. */
    double bitrate(int rung) {
        double bytes = rungs.get(rung).bytes.stream().mapToLong(Long::longValue).sum();
        return bytes * Byte.SIZE / length();
    }

    /** Without rungs that cost more than another that is at least as good: a ladder that somebody has looked at. */
    PackagedLadder undominated() {
        List<PackagedRung> kept = new ArrayList<>();
        for (int i = 0; i < rungs.size(); i++) {
            int rung = i;
            boolean isDominated = IntStream.range(0, rungs.size())
                    .anyMatch(other -> other != rung
                            && quality(other) >= quality(rung)
                            && (bitrate(other) < bitrate(rung) || bitrate(other) == bitrate(rung) && other < rung));
            if (!isDominated) {
                kept.add(rungs.get(i));
            }
        }
        return new PackagedLadder(kept, seconds);
    }

    double quality(int rung) {
        double sum = 0;
        for (int i = 0; i < seconds.size(); i++) {
            sum += seconds.get(i) * rungs.get(rung).quality.get(i);
        }
        return sum / length();
    }

    /** Seconds of the title. */
    double length() {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Bytes of all rungs. */
    long bytes() {
        return rungs.stream()
                .flatMap(rung -> rung.bytes.stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
