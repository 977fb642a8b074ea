package org.rundelta.codec.frame;

/** Copies rows of samples: so short that in browsers, where this is compiled to JavaScript, a loop is faster. */
final class Rows {
    private Rows() {}

    /** As {@link System#arraycopy}, for arrays that are not the same. */
    static void copy(int[] from, int at, int[] to, int toAt, int count) {
        System.arraycopy(from, at, to, toAt, count);
    }
}
