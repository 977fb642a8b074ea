package org.rundelta.ladder;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rundelta.packager.Segmenter;
import org.rundelta.packager.SourceIndex;
import org.rundelta.packager.VideoInfo;

/**
 * Says which chunks of a title are encoded on trial: a pure function of its index. The title is divided, by how much
 * happens, into strata in each of which equally much happens altogether; one chunk stands for each. So there are more of
 * them where there is more to code, and the mean of all, weighted, is still that of the title.
 */
final class ChunkPlan {
    private static final int MAX_CHUNKS = 8;
    private static final int CANDIDATES = 64;

    /** Part of the title that is encoded on trial, unless it is longer than that gives the most of chunks. */
    private static final double SHARE = 0.2;

    private static final double MAX_SECONDS = 1;
    private static final double MIN_SECONDS = 0.4;
    private static final int WANTED_CHUNKS = 4;

    /** Of one chunk, of which two are held in memory: 110 MB each, and as much for other sizes. */
    private static final long MAX_PIXELS = 28_000_000;

    private static final int MIN_FRAMES = 6;

    private ChunkPlan() {}

    /**
     * Where a chunk is.
     *
     * @param time ticks at which it begins
     * @param end ticks at which it ends
     * @param maxFrames it has no more than so many
     * @param weight number of candidates for which it stands
     */
    record Place(long time, long end, int maxFrames, int weight) implements Serializable {
        /** Its first frame alone. */
        Place first() {
            return new Place(time, end, 1, weight);
        }
    }

    private record Candidate(long time, double activity) {}

    /**
     * The chunks of a title: first the one with most to code and, if there are more, one of middling; then the others, so
     * that either part is in order of time and is read in one go.
     */
    static List<Place> places(SourceIndex index, VideoInfo video) {
        double seconds = Math.max(1e-3, (double) index.endTime() / video.timescale());
        double length = Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, SHARE * seconds / WANTED_CHUNKS));
        int count = (int) Math.max(1, Math.min(MAX_CHUNKS, Math.round(SHARE * seconds / length)));
        Segmenter segmenter = new Segmenter(Duration.ofMillis(Math.round(1000 * length)), video.timescale());
        long slots = Math.max(1, segmenter.number(index.endTime()));
        long ticks = segmenter.start(1);
        List<Candidate> candidates = new ArrayList<>();
        long spread = Math.min(slots, CANDIDATES);
        for (long k = 0; k < spread; k++) {
            long time = segmenter.start(k * slots / spread);
            candidates.add(new Candidate(time, index.activity().between(time, time + ticks)));
        }
        int maxFrames = (int) Math.max(MIN_FRAMES, MAX_PIXELS / ((long) video.width() * video.height()));
        return ordered(strata(candidates, count).stream()
                .map(stratum -> place(stratum, ticks, maxFrames))
                .toList());
    }

    private static List<Place> ordered(List<Place> places) {
        List<Place> first = new ArrayList<>(List.of(places.get(0)));
        if (places.size() > 1) {
            first.add(places.get(places.size() / 2));
        }
        List<Place> others = new ArrayList<>(places);
        others.removeAll(first);
        Comparator<Place> byTime = Comparator.comparingLong(Place::time);
        first.sort(byTime);
        others.sort(byTime);
        first.addAll(others);
        return first;
    }

    /** Candidates by how much happens, most first, in so many groups of about equal sums. */
    private static List<List<Candidate>> strata(List<Candidate> candidates, int count) {
        double mean =
                candidates.stream().mapToDouble(Candidate::activity).average().orElse(0);
        // Something is owed to time itself, or a still title would be looked at once.
        double base = Math.max(1, mean);
        double total = candidates.stream().mapToDouble(c -> c.activity + base).sum();
        List<Candidate> sorted = new ArrayList<>(candidates);
        sorted.sort(Comparator.comparingDouble(Candidate::activity).reversed().thenComparing(Candidate::time));
        List<List<Candidate>> strata = new ArrayList<>();
        double sum = 0;
        for (Candidate candidate : sorted) {
            if (strata.isEmpty() || strata.size() < count && sum >= total * strata.size() / count) {
                strata.add(new ArrayList<>());
            }
            strata.get(strata.size() - 1).add(candidate);
            sum += candidate.activity + base;
        }
        return strata;
    }

    /** The candidate nearest to the mean stands for the stratum; among equals that in the middle of the title's time. */
    private static Place place(List<Candidate> stratum, long ticks, int maxFrames) {
        double mean =
                stratum.stream().mapToDouble(Candidate::activity).average().orElseThrow();
        double nearest = stratum.stream()
                .mapToDouble(c -> Math.abs(c.activity - mean))
                .min()
                .orElseThrow();
        List<Candidate> best = stratum.stream()
                .filter(c -> Math.abs(c.activity - mean) == nearest)
                .toList();
        Candidate chosen = best.get(best.size() / 2);
        return new Place(chosen.time, chosen.time + ticks, maxFrames, stratum.size());
    }
}
