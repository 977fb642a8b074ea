package org.rundelta.benchmarks;

import java.util.SplittableRandom;
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
import org.rundelta.codec.ChromaFormat;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.frame.Components;
import org.rundelta.codec.frame.MotionCompensation;
import org.rundelta.codec.frame.Planes;
import org.rundelta.codec.frame.Transform;
import org.rundelta.codec.search.ForwardTransform;

/**
 * The loops of photographic blocks, in nanoseconds for a block of 16x16 samples:
 * {@code java -jar benchmarks/target/benchmarks.jar PhotoBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PhotoBenchmark {
    private static final int SIZE = 16;
    private static final int PICTURE = 64;

    /** Fractions of the vector, in quarters of a sample: none, across alone, both. */
    @Param({"0", "2", "10"})
    public int fractions;

    private final Transform transform = new Transform();
    private final ForwardTransform forward = new ForwardTransform();
    private final MotionCompensation compensation = new MotionCompensation();
    private final int[] residual = new int[SIZE * SIZE];
    private final int[] coefficients = new int[SIZE * SIZE];
    private final int[] samples = new int[SIZE * SIZE];
    private Components reference;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        reference = Planes.of(new CodecConfig(PICTURE, PICTURE, 1, ChromaFormat.YUV420))[0].components();
        int[] luma = reference.samples(0);
        for (int i = 0; i < luma.length; i++) {
            luma[i] = random.nextInt(256);
        }
        for (int i = 0; i < residual.length; i++) {
            residual[i] = random.nextInt(-20, 21);
        }
    }

    /** A block of luma from the previous picture. */
    @Benchmark
    public int[] compensate() {
        compensation.predict(reference, 0, SIZE, SIZE, SIZE, fractions & 3, fractions >> 2, samples, 0, SIZE);
        return samples;
    }

    /** Samples to coefficients and back; the same for all fractions. */
    @Benchmark
    public int[] transform() {
        forward.transform(residual, SIZE, coefficients);
        transform.addInverse(coefficients, SIZE, SIZE, SIZE, samples, 0, SIZE);
        return samples;
    }
}
