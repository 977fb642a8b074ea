package org.rundelta.mp4;

/**
 * The decoder configuration of VP9, box {@code vpcC} ("VP Codec ISO Media File Format Binding", 1.0):
 *
 * <pre>
 *   u8 version                               1
 *   u24 flags
 *   u8 profile, u8 level                     level 3.1 is 31
 *   u4 bitDepth, u3 chromaSubsampling, u1 videoFullRangeFlag
 *   u8 colourPrimaries, u8 transferCharacteristics, u8 matrixCoefficients
 *   u16 codecInitializationDataSize          0
 * </pre>
 */
public final class Vp9Config {
    /** 4:2:0 with colour samples where luma samples are; 4:2:2; 4:4:4. */
    public static final int CHROMA_420 = 1;

    public static final int CHROMA_422 = 2;
    public static final int CHROMA_444 = 3;

    /** Level, most luma samples a second, most of a picture (VP9 levels, "Levels and Decoder Testing", table 1). */
    private static final long[][] LEVELS = {
        {10, 829_440, 36_864},
        {11, 2_764_800, 73_728},
        {20, 4_608_000, 122_880},
        {21, 9_216_000, 245_760},
        {30, 20_736_000, 552_960},
        {31, 36_864_000, 983_040},
        {40, 83_558_400, 2_228_224},
        {41, 160_432_128, 2_228_224},
        {50, 311_951_360, 8_912_896},
        {51, 588_251_136, 8_912_896},
        {52, 1_176_502_272, 8_912_896},
        {60, 1_176_502_272, 35_651_584},
        {61, 2_353_004_544L, 35_651_584},
        {62, 4_706_009_088L, 35_651_584},
    };

    private Vp9Config() {}

    /**
     * The payload of the box.
     *
     * @param profile 0 to 3
     * @param chroma one of the constants above
     * @param colour codes below 256
     */
    public static byte[] of(int profile, int level, int bitDepth, int chroma, Colour colour) {
        BoxWriter out = new BoxWriter();
        out.u8(1);
        out.u24(0);
        out.u8(profile);
        out.u8(level);
        out.u8(bitDepth << 4 | chroma << 1 | (colour.fullRange() ? 1 : 0));
        out.u8(colour.primaries());
        out.u8(colour.transfer());
        out.u8(colour.matrix());
        out.u16(0);
        return out.toBytes();
    }

    /** The lowest level that has room for such pictures. */
    public static int level(int width, int height, double framesPerSecond) {
        long samples = (long) width * height;
        for (long[] level : LEVELS) {
            if (samples <= level[2] && samples * framesPerSecond <= level[1]) {
                return (int) level[0];
            }
        }
        return (int) LEVELS[LEVELS.length - 1][0];
    }
}
