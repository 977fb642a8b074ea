package org.rundelta.quality;

/** Luma of RGB as ITU-R BT.709 (item 3.2) weighs it, in full range, with weights in units of 1/256. */
public final class Luma {
    private Luma() {}

    /** From 0 to 255, of a colour {@code 0x00RRGGBB}. */
    public static int of(int colour) {
        return 54 * (colour >> 16 & 0xFF) + 183 * (colour >> 8 & 0xFF) + 19 * (colour & 0xFF) + 128 >> 8;
    }
}
