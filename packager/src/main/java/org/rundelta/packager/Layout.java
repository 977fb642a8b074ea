package org.rundelta.packager;

/** How the segments of a representation lie in files. */
public enum Layout {
    /** Each in a file named by its time: {@code $Time$}. DASH's live profile. */
    TIME,

    /** Each in a file named by its number from 1: {@code $Number$}. DASH's live profile. */
    NUMBER,

    /** All in one file with an index of them, {@code sidx}. DASH's on-demand profile. */
    ON_DEMAND
}
