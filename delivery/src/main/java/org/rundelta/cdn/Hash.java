package org.rundelta.cdn;

/** Scatters numbers. */
final class Hash {
    private Hash() {}

    /** Bits that look random, and of which none depends on a few of the number's only: two rounds of multiply and fold. */
    static long of(long number) {
        long mixed = (number ^ number >>> 31) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 29) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
