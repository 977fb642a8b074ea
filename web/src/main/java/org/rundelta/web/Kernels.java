package org.rundelta.web;

import java.util.Arrays;
import org.rundelta.codec.CodecConfig;
import org.rundelta.codec.frame.Components;
import org.rundelta.codec.frame.MotionCompensation;
import org.rundelta.codec.frame.Plane;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int32Array;

/**
 * What the codec does to photographic blocks as browsers do it best: by the loops of kernels.js, on planes that lie in one
 * memory. {@link BrowserCode} puts the static methods in the place of the codec's.
 */
final class Kernels {
    private static final int BLOCK = 16;
    private static final int LUMA_BITS = 2;
    private static final int CHROMA_BITS = 3;

    /** Between rows of what is gathered at the edges, and of what is filtered in one direction. */
    private static final int STRIDE = 32;

    /** Two pictures, and three planes of each. */
    private static final double SAMPLES_PER_PIXEL = 8;

    private static final int BYTES = Integer.BYTES;

    /** Of the decoder that is at work; null if it has no photographic blocks. */
    private static Kernels current;

    private final JSObject loops;
    private final int[] taps;
    private final int[] gathered;
    private final int[] between;

    /** For a decoder of a configuration with photographic blocks. */
    Kernels(CodecConfig config) {
        // With margins, also of slices, and room for the arrays below. What a primer is decoded by has planes of its
        // own.
        double pixels = (config.width() + 32.0) * (config.height() + 16 + 4 * config.slices());
        loops = loops(BYTES * SAMPLES_PER_PIXEL * pixels * (config.primer().isEmpty() ? 1 : 2));
        taps = array(loops, 2 * STRIDE).toJavaArray();
        gathered = array(loops, STRIDE * STRIDE).toJavaArray();
        between = array(loops, STRIDE * STRIDE).toJavaArray();
        for (int bits = LUMA_BITS; bits <= CHROMA_BITS; bits++) {
            for (int fraction = 0; fraction < 1 << bits; fraction++) {
                int[] filter = MotionCompensation.taps(bits, fraction);
                System.arraycopy(filter, 0, taps, tap(bits, fraction), filter.length);
            }
        }
    }

    /** Says whose planes are made and worked on from now on; null for one without photographic blocks. */
    static void use(Kernels kernels) {
        current = kernels;
    }

    /** In place of {@code Rows.of}. */
    static int[] of(int count) {
        return current == null ? new int[count] : array(current.loops, count).toJavaArray();
    }

    /** In place of {@link MotionCompensation#predict}. */
    static void predict(
            MotionCompensation ofCodec,
            Components reference,
            int plane,
            int x,
            int y,
            int size,
            int vx,
            int vy,
            int[] to,
            int at,
            int stride) {
        int bits = LUMA_BITS + reference.shift(plane);
        int fx = vx & (1 << bits) - 1;
        int fy = vy & (1 << bits) - 1;
        int left = x + (vx >> bits);
        int top = y + (vy >> bits);
        if ((fx | fy) == 0) {
            MotionCompensation.gather(reference, plane, left, top, size, size, to, at, stride);
        } else {
            current.filter(reference, plane, left, top, size, bits, fx, fy, address(to) + BYTES * at, BYTES * stride);
        }
    }

    private void filter(
            Components reference,
            int plane,
            int left,
            int top,
            int size,
            int bits,
            int fx,
            int fy,
            int to,
            int stride) {
        int count = 32 >> bits;
        int before = count / 2 - 1;
        int side = size + count - 1;
        int firstColumn = left - before;
        int firstRow = top - before;
        int step = BYTES * reference.width(plane);
        int from = address(reference.samples(plane)) + BYTES * reference.index(plane, firstColumn, firstRow);
        if (firstColumn < 0
                || firstRow < reference.firstRow(plane)
                || firstColumn + side > reference.width(plane)
                || firstRow + side > reference.height(plane)) {
            MotionCompensation.gather(reference, plane, firstColumn, firstRow, side, side, gathered, 0, STRIDE);
            step = BYTES * STRIDE;
            from = address(gathered);
        }
        int across = address(taps) + BYTES * tap(bits, fx);
        int down = address(taps) + BYTES * tap(bits, fy);
        int shift = MotionCompensation.GAIN_BITS;
        if (fy == 0) {
            filter(loops, from + before * step, step, to, stride, size, size, BYTES, across, count, shift);
        } else if (fx == 0) {
            filter(loops, from + before * BYTES, step, to, stride, size, size, step, down, count, shift);
        } else {
            int middle = address(between);
            int middleStep = BYTES * STRIDE;
            filter(loops, from, step, middle, middleStep, size, side, BYTES, across, count, 0);
            filter(loops, middle, middleStep, to, stride, size, size, middleStep, down, count, 2 * shift);
        }
    }

    /** Where a filter stands. */
    private static int tap(int bits, int fraction) {
        return bits == LUMA_BITS ? 8 * fraction : STRIDE + 4 * fraction;
    }

    /** In place of {@code Components.toColours}. */
    static void toColours(Components from, Plane to, int column, int end, int row) {
        int left = column * BLOCK;
        int right = Math.min(end * BLOCK, to.width());
        int bottom = Math.min((row + 1) * BLOCK, to.height());
        int shift = from.shift(1);
        for (int y = row * BLOCK; y < bottom; y++) {
            int chroma = BYTES * from.index(1, left >> shift, y >> shift);
            colours(
                    current.loops,
                    address(from.samples(0)) + BYTES * from.index(0, left, y),
                    address(from.samples(1)) + chroma,
                    address(from.samples(2)) + chroma,
                    address(to.pixels()) + BYTES * to.index(left, y),
                    right - left,
                    shift);
            // Vectors may reach into the margin right of the picture, which is black.
            Arrays.fill(to.pixels(), to.index(right, y), to.index(right, y) + (-right & 3), 0);
        }
    }

    @JSBody(params = "bytes", script = "return kernels(bytes)")
    private static native JSObject loops(double bytes);

    @JSBody(
            params = {"loops", "count"},
            script = "return loops.array(count)")
    private static native Int32Array array(JSObject loops, int count);

    @JSBody(params = "array", script = "return array.byteOffset")
    private static native int address(@JSByRef int[] array);

    @JSBody(
            params = {
                "loops",
                "from",
                "fromStride",
                "to",
                "toStride",
                "columns",
                "rows",
                "step",
                "taps",
                "count",
                "shift"
            },
            script = "loops.filter(from, fromStride, to, toStride, columns, rows, step, taps, count, shift)")
    private static native void filter(
            JSObject loops,
            int from,
            int fromStride,
            int to,
            int toStride,
            int columns,
            int rows,
            int step,
            int taps,
            int count,
            int shift);

    @JSBody(
            params = {"loops", "luma", "blue", "red", "to", "count", "shift"},
            script = "loops.colours(luma, blue, red, to, count, shift)")
    private static native void colours(JSObject loops, int luma, int blue, int red, int to, int count, int shift);
}
