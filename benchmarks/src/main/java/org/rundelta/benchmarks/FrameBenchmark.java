package org.rundelta.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.CodecException;
import org.rundelta.codec.Decoder;
import org.rundelta.codec.Effort;
import org.rundelta.codec.Encoder;
import org.rundelta.codec.EncoderOptions;
import org.rundelta.codec.Picture;
import org.rundelta.codec.PrimedConfig;
import org.rundelta.codec.SliceRunner;

/** Whole frames through encoder and decoder, in time per frame; the first keyframe of a sequence is not measured. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
    private static final int FRAMES = 24;

    /** What the measured frames are. */
    public enum Kind {
        KEYFRAME,
        DELTA,
        STILL
    }

    @Param("samples/terminal.mkv")
    public String clip;

    @Param
    public Kind kind;

    @Param({"0", "2"})
    public int tolerance;

    @Param
    public Effort effort;

    /** Several are coded at once, on the common pool of threads. */
    @Param("1")
    public int slices;

    private List<Picture> pictures;
    private List<byte[]> frames;
    private Encoder encoder;
    private Decoder decoder;

    @Setup
    public void load() throws IOException, CodecException {
        pictures = Clip.pictures(clip, FRAMES + 1);
        if (kind == Kind.STILL) {
            pictures = Collections.nCopies(FRAMES + 1, pictures.get(0));
        }
        CodecConfig config =
                new CodecConfig(pictures.get(0).width(), pictures.get(0).height(), slices);
        SliceRunner runner = slices == 1
                ? SliceRunner.IN_TURN
                : (count, task) -> IntStream.range(0, count).parallel().forEach(task);
        encoder = new Encoder(PrimedConfig.of(config), new EncoderOptions(tolerance, effort), runner);
        decoder = new Decoder(config, runner);
        frames = new ArrayList<>();
        for (Picture picture : pictures) {
            boolean keyframe = kind == Kind.KEYFRAME || frames.isEmpty();
            frames.add(encoder.encode(picture, keyframe).data());
        }
    }

    @Setup(Level.Invocation)
    public void codeFirstKeyframe() throws CodecException {
        encoder.encode(pictures.get(0), true);
        decoder.decode(frames.get(0));
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void encode(Blackhole blackhole) {
        for (int i = 1; i <= FRAMES; i++) {
            blackhole.consume(encoder.encode(pictures.get(i), kind == Kind.KEYFRAME));
        }
    }

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void decode(Blackhole blackhole) throws CodecException {
        for (int i = 1; i <= FRAMES; i++) {
            blackhole.consume(decoder.decode(frames.get(i)));
        }
    }
}
