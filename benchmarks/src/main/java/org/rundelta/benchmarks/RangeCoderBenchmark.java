package org.rundelta.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.RangeDecoder;
import org.rundelta.codec.entropy.RangeEncoder;
import org.rundelta.codec.frame.FrameHeader;
import org.rundelta.codec.frame.FrameSyntax;
import org.rundelta.codec.frame.Plane;
import org.rundelta.codec.frame.Planes;

/** The decisions of a real keyframe through the range coder, in decisions per microsecond. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RangeCoderBenchmark {
    private static final int DECISIONS = 1 << 15;

    @Param("samples/terminal.mkv")
    public String clip;

    private final BitModel model = new BitModel(FrameSyntax.CONTEXTS);
    private final RangeEncoder encoder = new RangeEncoder(model);
    private final RangeDecoder decoder = new RangeDecoder(model);
    private int[] contexts;
    private int[] values;
    private byte[] coded;

    @Setup
    public void record() throws IOException {
        IntStream.Builder recordedContexts = IntStream.builder();
        IntStream.Builder recordedValues = IntStream.builder();
        Plane source = Clip.plane(Clip.pictures(clip, 1).get(0));
        BitCoder recorder = new BitCoder() {
            @Override
            public int bit(int context, int value) {
                recordedContexts.add(context);
                recordedValues.add(value);
                return value;
            }

            @Override
            public int bit16(int probability, int value) {
                return value;
            }
        };
        Planes planes = Planes.of(new CodecConfig(source.width(), source.height()))[0];
        FrameSyntax syntax = new FrameSyntax(model, recorder, true, planes);
        syntax.intra(source, new FrameHeader(FrameHeader.KEYFRAME, 0, false));
        contexts = recordedContexts.build().limit(DECISIONS).toArray();
        values = recordedValues.build().limit(DECISIONS).toArray();
        if (contexts.length < DECISIONS) {
            throw new IOException(clip + " is too simple: only " + contexts.length + " decisions in a keyframe");
        }
        coded = encode();
    }

    @Benchmark
    @OperationsPerInvocation(DECISIONS)
    public byte[] encode() {
        model.reset();
        encoder.start();
        for (int i = 0; i < DECISIONS; i++) {
            encoder.bit(contexts[i], values[i]);
        }
        return encoder.finish();
    }

    @Benchmark
    @OperationsPerInvocation(DECISIONS)
    public int decode() {
        model.reset();
        decoder.start(coded, 0);
        int sum = 0;
        for (int i = 0; i < DECISIONS; i++) {
            sum += decoder.bit(contexts[i], 0);
        }
        return sum;
    }
}
