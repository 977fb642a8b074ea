package org.rundelta.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
import org.rundelta.codec.entropy.BitCoder;
import org.rundelta.codec.entropy.BitModel;
import org.rundelta.codec.entropy.Mixer;
import org.rundelta.codec.entropy.RangeDecoder;
import org.rundelta.codec.entropy.RangeEncoder;
import org.rundelta.codec.frame.Plane;

/**
 * Mixed decisions, in decisions per microsecond: eight for each pixel of a real picture, the bits of its green, from four
 * contexts made of the pixels around.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MixerBenchmark {
    private static final int PIXELS = 1 << 14;
    private static final int SLOT_BITS = 16;
    private static final int NODE_BITS = 8;

    @Param("samples/terminal.mkv")
    public String clip;

    private final BitModel model = new BitModel(1);
    private final RangeEncoder encoder = new RangeEncoder(model);
    private final RangeDecoder decoder = new RangeDecoder(model);
    private final Mixer mixer = new Mixer(1 << NODE_BITS, SLOT_BITS);
    private int[] pixels;
    private int stride;
    private int first;
    private byte[] coded;

    @Setup
    public void load() throws IOException {
        Plane source = Clip.plane(Clip.pictures(clip, 1).get(0));
        pixels = source.pixels();
        stride = source.stride();
        first = source.index(0, source.height() / 4);
        coded = encode();
    }

    @Benchmark
    @OperationsPerInvocation(8 * PIXELS)
    public byte[] encode() {
        encoder.start();
        code(encoder);
        return encoder.finish();
    }

    @Benchmark
    @OperationsPerInvocation(8 * PIXELS)
    public int decode() {
        decoder.start(coded, 0);
        return code(decoder);
    }

    private int code(BitCoder coder) {
        mixer.reset();
        int sum = 0;
        for (int i = first; i < first + PIXELS; i++) {
            mixer.select(0, 0, NODE_BITS);
            mixer.select(1, pixels[i - 1], NODE_BITS);
            mixer.select(2, pixels[i - stride], NODE_BITS);
            mixer.select(3, pixels[i - 1] * 31 + pixels[i - stride], NODE_BITS);
            int green = 1;
            for (int bit = 7; bit >= 0; bit--) {
                green = green << 1 | mixer.code(coder, green, green, pixels[i] >> 8 + bit & 1);
            }
            sum += green;
        }
        return sum;
    }
}
