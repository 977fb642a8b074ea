package org.rundelta.compare;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rundelta.compare.ClipComparison.Skipped;

/**
 * Runs codecs over a clip in turns: the first pass of all, the second of all, and so on, so that whatever else the machine
 * does slows all of them alike.
 */
public final class Comparison {
    private final Clip clip;
    private final int keyframeInterval;
    private final ComparisonListener listener;
    private final List<Contestant> contestants = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    private Comparison(Clip clip, int keyframeInterval, ComparisonListener listener) {
        this.clip = clip;
        this.keyframeInterval = keyframeInterval;
        this.listener = listener;
    }

    /**
     * Compares codecs.
     *
     * @param runs how many times each is measured, at least 1; slow codecs less often
     * @param keyframeInterval time from one keyframe to the next
     */
    public static ClipComparison run(
            Clip clip, List<ComparedCodec> codecs, int runs, Duration keyframeInterval, ComparisonListener listener)
            throws InterruptedException {
        Comparison comparison = new Comparison(clip, clip.frames(keyframeInterval), listener);
        try {
            return comparison.run(codecs, runs);
        } finally {
            comparison.contestants.forEach(Contestant::close);
        }
    }

    private ClipComparison run(List<ComparedCodec> codecs, int runs) throws InterruptedException {
        for (ComparedCodec codec : codecs) {
            listener.started(codec.name(), 0);
            enter(codec);
            listener.passDone();
        }
        for (int run = 1; run <= runs; run++) {
            for (Contestant contestant : List.copyOf(contestants)) {
                listener.started(contestant.name(), run);
                measure(contestant);
                listener.passDone();
            }
        }
        return result();
    }

    private void enter(ComparedCodec codec) throws InterruptedException {
        try {
            Contestant contestant = new Contestant(codec, clip, keyframeInterval);
            contestants.add(contestant);
            try {
                contestant.warmUp();
            } catch (IOException e) {
                drop(contestant, e);
            }
        } catch (IOException e) {
            skipped.add(new Skipped(codec.name(), e.getMessage()));
        }
    }

    private void measure(Contestant contestant) throws InterruptedException {
        try {
            contestant.measure();
        } catch (IOException e) {
            drop(contestant, e);
        }
    }

    private void drop(Contestant contestant, IOException reason) {
        contestants.remove(contestant);
        contestant.close();
        skipped.add(new Skipped(contestant.name(), reason.getMessage()));
    }

    private ClipComparison result() {
        List<ComparisonRow> rows = contestants.stream()
                .map(Contestant::row)
                .sorted(Comparator.comparingLong(ComparisonRow::bytes))
                .toList();
        return new ClipComparison(
                clip.name(),
                clip.width(),
                clip.height(),
                clip.frames(),
                clip.seconds(),
                keyframeInterval,
                rows,
                skipped);
    }
}
