package org.rundelta.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any record, whatever size it declares: only a {@link CodecException} comes out, and no more memory is allocated than
 * the pictures need, none of it for a size that is refused. CONTRIBUTING.md says how to fuzz with it; otherwise the kept
 * inputs are replayed.
 */
class DeclaredSizeFuzzTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Above it only sizes that are refused are tried: the others take long, and do what the small ones do. */
    private static final long MAX_PIXELS = 1 << 17;

    /** Models and colour candidates of a slice, about half of it; a primer takes a decoder of its own. */
    private static final long FIXED = 6 << 20;

    /** Photographic blocks are kept whole. */
    private static final int PHOTO_BLOCK = 16;

    /** Per call, whatever the size: a few objects and a message. */
    private static final long SMALL = 1 << 15;

    static Stream<byte[]> seeds() {
        return FuzzedStream.vectors();
    }

    @MethodSource("seeds")
    @Timeout(15)
    @FuzzTest
    void memoryIsThatOfThePictures(byte[] input) {
        FuzzedStream stream = FuzzedStream.of(input);
        CodecConfig config;
        try {
            config = stream.config();
        } catch (CodecException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
            return;
        }
        if (isRefused(config) || pixels(config) <= MAX_PIXELS) {
            if (!excess(config, stream).isEmpty()) {
                // once more, now that all classes on the way are loaded
                assertThat(excess(config, stream)).isEmpty();
            }
        }
    }

    /** Decodes all; what was allocated above what is allowed, or nothing. */
    private static String excess(CodecConfig config, FuzzedStream stream) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Decoder decoder = null;
        try {
            decoder = new Decoder(config);
        } catch (CodecException e) {
            assertThat(e.getMessage().lines()).hasSize(1);
        }
        String excess = excess("a decoder", before, isRefused(config) ? SMALL : planes(config) + fixed(config));
        for (byte[] frame : decoder == null ? List.<byte[]>of() : stream.frames(config.slices())) {
            before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                decoder.decode(frame);
            } catch (CodecException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
            }
            excess += excess("a frame", before, SMALL);
        }
        return excess;
    }

    private static String excess(String what, long before, long allowed) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        return allocated <= allowed ? "" : "%d bytes for %s, allowed are %d; ".formatted(allocated, what, allowed);
    }

    private static long fixed(CodecConfig config) {
        return config.slices() * (config.primer().isEmpty() ? FIXED : 2 * FIXED);
    }

    /** Three pictures; with a primer its own, and three to make them with. */
    private static long planes(CodecConfig config) {
        int primer = config.primer().size();
        int decoders = primer == 0 ? 1 : 2;
        long planes = (3L * decoders + primer) * 4 * (config.width() + 4) * (config.height() + 4);
        return config.chroma() == ChromaFormat.NONE ? planes : planes + decoders * photoPlanes(config);
    }

    /** Of two pictures, three components each, at most. */
    private static long photoPlanes(CodecConfig config) {
        return 2L * 3 * 4 * whole(config.width()) * (whole(config.height()) + PHOTO_BLOCK * (config.slices() - 1L));
    }

    private static long whole(int length) {
        return (length + PHOTO_BLOCK - 1L) / PHOTO_BLOCK * PHOTO_BLOCK;
    }

    private static boolean isRefused(CodecConfig config) {
        return planes(config) + fixed(config) > Runtime.getRuntime().maxMemory();
    }

    private static long pixels(CodecConfig config) {
        return (long) config.width() * config.height();
    }
}
