package org.rundelta.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rundelta.codec.Effort;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PictureOptions;
import org.rundelta.codec.frame.ChangeMap;
import org.rundelta.codec.frame.MotionCandidates;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.search.BlockDecision;

/** Comparing a frame with the one before, block by block; where they differ, the search for motion too. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChangeMapBenchmark {
    @Param("samples/terminal.mkv")
    public String clip;

    private Plane first;
    private Plane equal;
    private Plane second;
    private ChangeMap map;
    private BlockDecision decision;
    private final MotionCandidates candidates = new MotionCandidates();

    @Setup
    public void load() throws IOException {
        List<Picture> pictures = Clip.pictures(clip, 2);
        first = Clip.plane(pictures.get(0));
        equal = Clip.plane(pictures.get(0));
        second = Clip.plane(pictures.get(1));
        map = new ChangeMap(first.width(), first.height());
        decision = new BlockDecision(map, 0, Effort.BALANCED);
    }

    @Benchmark
    public boolean equalFrames() {
        return decision.decide(equal, first, first, map, candidates, PictureOptions.EXACT);
    }

    @Benchmark
    public boolean changedFrames() {
        return decision.decide(second, first, first, map, candidates, PictureOptions.EXACT);
    }
}
