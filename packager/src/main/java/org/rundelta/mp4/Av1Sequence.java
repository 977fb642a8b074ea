package org.rundelta.mp4;

/**
 * What a decoder has to know of an AV1 sequence header ("AV1 Bitstream", 5.5).
 *
 * @param subsampling chroma_subsampling_x and _y, chroma_sample_position
 */
record Av1Sequence(int profile, int level, int tier, boolean high, boolean twelve, boolean mono, int subsampling) {
    private static final int TIERED = 7;
    private static final int SELECT = 2;

    static Av1Sequence parse(BitReader in) throws Mp4Exception {
        int profile = (int) in.bits(3);
        in.flag(); // still_picture
        boolean reduced = in.flag();
        int level;
        int tier = 0;
        if (reduced) {
            level = (int) in.bits(5);
        } else {
            int delayLength = skipTiming(in);
            boolean delays = in.flag();
            int points = (int) in.bits(5) + 1;
            in.skip(12); // operating_point_idc
            level = (int) in.bits(5);
            tier = level > TIERED ? (int) in.bits(1) : 0;
            skipPoint(in, delayLength, delays);
            for (int i = 1; i < points; i++) {
                in.skip(12);
                in.skip(in.bits(5) > TIERED ? 1 : 0);
                skipPoint(in, delayLength, delays);
            }
        }
        skipTools(in, reduced);
        boolean high = in.flag();
        boolean twelve = profile == 2 && high && in.flag();
        boolean mono = profile != 1 && in.flag();
        return new Av1Sequence(profile, level, tier, high, twelve, mono, subsampling(in, profile, twelve, mono));
    }

    /** Timing and decoder model; the bits of a buffer delay, or 0. */
    private static int skipTiming(BitReader in) throws Mp4Exception {
        int delayLength = 0;
        if (in.flag()) {
            in.skip(2 * Integer.SIZE);
            if (in.flag()) {
                in.expGolomb(); // num_ticks_per_picture_minus_1
            }
            if (in.flag()) {
                delayLength = (int) in.bits(5) + 1;
                in.skip(Integer.SIZE + 5 + 5);
            }
        }
        return delayLength;
    }

    private static void skipPoint(BitReader in, int delayLength, boolean delays) throws Mp4Exception {
        if (delayLength > 0 && in.flag()) {
            in.skip(2 * delayLength + 1);
        }
        if (delays && in.flag()) {
            in.skip(4);
        }
    }

    private static void skipTools(BitReader in, boolean reduced) throws Mp4Exception {
        int widthBits = (int) in.bits(4) + 1;
        int heightBits = (int) in.bits(4) + 1;
        in.skip(widthBits + heightBits);
        if (!reduced && in.flag()) {
            in.skip(4 + 3); // lengths of frame ids
        }
        in.skip(3); // 128x128 superblocks, filter intra, intra edge filter
        if (!reduced) {
            in.skip(4); // interintra, masked compound, warped motion, dual filter
            boolean orderHint = in.flag();
            in.skip(orderHint ? 2 : 0);
            int screenContent = in.flag() ? SELECT : (int) in.bits(1);
            if (screenContent > 0 && !in.flag()) {
                in.skip(1); // seq_force_integer_mv
            }
            in.skip(orderHint ? 3 : 0);
        }
        in.skip(3); // superres, cdef, restoration
    }

    private static int subsampling(BitReader in, int profile, boolean twelve, boolean mono) throws Mp4Exception {
        boolean described = in.flag();
        boolean srgb = described && in.bits(24) == (1 << 16 | 13 << 8);
        if (srgb) {
            return 0;
        }
        in.flag(); // color_range
        if (mono) {
            return 0b1100;
        }
        int both = switch (profile) {
            case 0 -> 0b11;
            case 1 -> 0;
            default -> twelve ? subsampling(in) : 0b10;
        };
        return both << 2 | (both == 0b11 ? (int) in.bits(2) : 0);
    }

    private static int subsampling(BitReader in) throws Mp4Exception {
        return in.flag() ? 0b10 | (int) in.bits(1) : 0;
    }

    void write(BoxWriter out) {
        out.u8(profile << 5 | level);
        out.u8(tier << 7 | bit(high) << 6 | bit(twelve) << 5 | bit(mono) << 4 | subsampling);
    }

    private static int bit(boolean flag) {
        return flag ? 1 : 0;
    }
}
