package org.rundelta.mp4;

import java.util.List;
import org.rundelta.mp4.Mp4Exception.Reason;

/**
 * The decoder configuration of HEVC, box {@code hvcC} (ISO/IEC 14496-15, 8.3.3.1):
 *
 * <pre>
 *   u8 configurationVersion                  1
 *   u2 general_profile_space, u1 general_tier_flag, u5 general_profile_idc
 *   u32 general_profile_compatibility_flags
 *   u48 general_constraint_indicator_flags
 *   u8 general_level_idc
 *   u4 reserved, u12 min_spatial_segmentation_idc     0: not known
 *   u6 reserved, u2 parallelismType                   0: not known
 *   u6 reserved, u2 chroma_format_idc
 *   u5 reserved, u3 bit_depth_luma_minus8
 *   u5 reserved, u3 bit_depth_chroma_minus8
 *   u16 avgFrameRate                                  0: not known
 *   u2 constantFrameRate, u3 numTemporalLayers, u1 temporalIdNested, u2 lengthSizeMinusOne
 *   u8 numOfArrays, each:
 *     u1 array_completeness, u1 reserved, u6 NAL_unit_type, u16 numNalus, each u16 length and unit
 * </pre>
 */
public final class HevcConfig {
    private static final int VIDEO = 32;
    private static final int SEQUENCE = 33;
    private static final int PICTURE = 34;
    private static final int COMPLETE = 0x80;
    private static final int GENERAL_BYTES = 12;
    private static final int MAX_SUB_LAYERS = 8;
    private static final String PLACE = "hvcC";

    private HevcConfig() {}

    /** The type of a unit. */
    public static int type(byte[] unit) {
        return unit[0] >> 1 & 0x3F;
    }

    /**
     * The payload of the box.
     *
     * @param parameterSets with start codes
     * @throws Mp4Exception if they are malformed or not there
     */
    public static byte[] of(byte[] parameterSets) throws Mp4Exception {
        List<byte[]> units = NalUnits.split(parameterSets);
        byte[] sequence = units.stream()
                .filter(unit -> type(unit) == SEQUENCE)
                .findFirst()
                .orElseThrow(() -> new Mp4Exception(Reason.MALFORMED, "no parameter sets", PLACE));
        BoxWriter out = new BoxWriter();
        out.u8(1);
        writeSequence(out, BitReader.ofNalUnit(sequence, PLACE));
        out.u8(3);
        for (int type : new int[] {VIDEO, SEQUENCE, PICTURE}) {
            List<byte[]> sets =
                    units.stream().filter(unit -> type(unit) == type).toList();
            out.u8(COMPLETE | type);
            out.u16(sets.size());
            for (byte[] set : sets) {
                out.u16(set.length);
                out.bytes(set);
            }
        }
        return out.toBytes();
    }

    /** From the sequence parameter set (ISO/IEC 23008-2, 7.3.2.2.1). */
    private static void writeSequence(BoxWriter out, BitReader set) throws Mp4Exception {
        set.skip(2 * Byte.SIZE + 4); // the unit's header, sps_video_parameter_set_id
        int subLayers = (int) set.bits(3);
        int nested = (int) set.bits(1);
        for (int i = 0; i < GENERAL_BYTES; i++) {
            out.u8((int) set.bits(Byte.SIZE));
        }
        skipSubLayers(set, subLayers);
        set.expGolomb(); // sps_seq_parameter_set_id
        int chroma = set.expGolomb();
        if (chroma == 3) {
            set.flag(); // separate_colour_plane_flag
        }
        set.expGolomb(); // pic_width_in_luma_samples
        set.expGolomb(); // pic_height_in_luma_samples
        if (set.flag()) {
            for (int edge = 0; edge < 4; edge++) {
                set.expGolomb(); // conf_win_offset
            }
        }
        out.u16(0xF000);
        out.u8(0xFC);
        out.u8(0xFC | chroma);
        out.u8(0xF8 | set.expGolomb());
        out.u8(0xF8 | set.expGolomb());
        out.u16(0);
        out.u8(subLayers + 1 << 3 | nested << 2 | NalUnits.lengthSize() - 1);
    }

    private static void skipSubLayers(BitReader set, int count) throws Mp4Exception {
        if (count == 0) {
            return;
        }
        int bits = 0;
        for (int i = 0; i < MAX_SUB_LAYERS; i++) {
            boolean profile = set.flag();
            boolean level = set.flag();
            bits += i < count ? (profile ? 88 : 0) + (level ? 8 : 0) : 0;
        }
        set.skip(bits);
    }
}
