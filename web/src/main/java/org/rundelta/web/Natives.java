package org.rundelta.web;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSByRef;

/** What browsers do better than compiled loops and builders. */
final class Natives {
    private Natives() {}

    @JSBody(
            params = {"array", "value"},
            script = "array.fill(value)")
    static native void fill(@JSByRef int[] array, int value);

    @JSBody(
            params = {"array", "value"},
            script = "array.fill(value)")
    static native void fill(@JSByRef byte[] array, byte value);

    @JSBody(
            params = {"array", "value"},
            script = "array.fill(value)")
    static native void fill(@JSByRef double[] array, double value);

    @JSBody(
            params = {"array", "from", "to", "value"},
            script = "array.fill(value, from, to)")
    static native void fill(@JSByRef int[] array, int from, int to, int value);

    /** A view of a part of an array, which is what the browser copies from, takes as long as a hundred numbers. */
    @JSBody(
            params = {"from", "at", "to", "toAt", "count"},
            script = "if (count > 100) to.set(from.subarray(at, at + count), toAt);"
                    + " else for (var end = at + count; at < end;) to[toAt++] = from[at++];")
    static native void copy(@JSByRef int[] from, int at, @JSByRef int[] to, int toAt, int count);

    @JSBody(params = "number", script = "return Math.clz32(number)")
    static native int numberOfLeadingZeros(int number);

    @JSBody(
            params = {"text", "end"},
            script = "return text + end")
    static native String join(String text, String end);

    @JSBody(
            params = {"text", "end"},
            script = "return text + end")
    static native String join(String text, int end);

    @JSBody(
            params = {"text", "end"},
            script = "return text + end")
    static native String join(String text, double end);
}
