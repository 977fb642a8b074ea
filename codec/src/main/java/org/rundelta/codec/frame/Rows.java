package org.rundelta.codec.frame;

/** Copies rows of samples: so short that in browsers, where this is compiled to JavaScript, a loop is faster. */
public final class Rows {
    private Rows() {}

    /** As {@link System#arraycopy}, for arrays that are not the same. */
    public static void copy(int[] from, int at, int[] to, int toAt, int count) {
        System.arraycopy(from, at, to, toAt, count);
    }
}
