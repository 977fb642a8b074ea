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
import org.rundelta.codec.Picture;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.Runs;

/** Cutting all rows of a frame into runs, one after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RunBenchmark {
    @Param("samples/terminal.mkv")
    public String clip;

    private Plane current;
    private Plane previous;

    @Setup
    public void load() throws IOException {
        List<Picture> pictures = Clip.pictures(clip, 2);
        previous = Clip.plane(pictures.get(0));
        current = Clip.plane(pictures.get(1));
    }

    @Benchmark
    public int spatialRuns() {
        int runs = 0;
        for (int y = 0; y < current.height(); y++) {
            int end = current.index(current.width(), y);
            for (int i = current.index(0, y); i < end; runs++) {
                i += Runs.spatialLimit(current.pixels(), i, current.stride(), end - i);
            }
        }
        return runs;
    }

    @Benchmark
    public int temporalRuns() {
        int runs = 0;
        for (int y = 0; y < current.height(); y++) {
            int end = current.index(current.width(), y);
            for (int i = current.index(0, y); i < end; runs++) {
                i += Runs.temporalLimit(current.pixels(), previous.pixels(), i, 0, current.stride(), end - i);
            }
        }
        return runs;
    }
}
