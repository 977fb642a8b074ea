package org.rundelta.codec.frame;

/** Rows of samples and pixels, as far as browsers, for which this is compiled to JavaScript, do it in a way of their own. */
final class Rows {
    private Rows() {}

    /** An array for a plane: in browsers, in the memory in which vector instructions work. */
    static int[] of(int count) {
        return new int[count];
    }

    /** As {@link System#arraycopy}, for arrays that are not the same: rows are so short that in browsers a loop is faster. */
    static void copy(int[] from, int at, int[] to, int toAt, int count) {
        System.arraycopy(from, at, to, toAt, count);
    }
}
