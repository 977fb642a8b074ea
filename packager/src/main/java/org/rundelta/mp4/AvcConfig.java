package org.rundelta.mp4;

import java.util.List;
import java.util.Set;
import org.rundelta.mp4.Mp4Exception.Reason;

/**
 * The decoder configuration of H.264, box {@code avcC} (ISO/IEC 14496-15, 5.3.3.1):
 *
 * <pre>
 *   u8 configurationVersion                  1
 *   u8 AVCProfileIndication, u8 profile_compatibility, u8 AVCLevelIndication
 *   u6 reserved, u2 lengthSizeMinusOne
 *   u3 reserved, u5 numOfSequenceParameterSets, each u16 length and unit
 *   u8 numOfPictureParameterSets, each u16 length and unit
 *   of the High profiles: u6 reserved, u2 chroma_format, u5 reserved, u3 bit_depth_luma_minus8,
 *                         u5 reserved, u3 bit_depth_chroma_minus8, u8 numOfSequenceParameterSetExt
 * </pre>
 */
public final class AvcConfig {
    /** Supplemental information, which decoding does not need. */
    public static final int SEI = 6;

    private static final int SEQUENCE = 7;
    private static final int PICTURE = 8;
    private static final int TYPE = 0x1F;
    private static final String PLACE = "avcC";
    private static final Set<Integer> HIGH_PROFILES = Set.of(100, 110, 122, 144);

    private AvcConfig() {}

    /** The type of a unit. */
    public static int type(byte[] unit) {
        return unit[0] & TYPE;
    }

    /**
     * The payload of the box.
     *
     * @param parameterSets with start codes
     * @throws Mp4Exception if they are malformed or not there
     */
    public static byte[] of(byte[] parameterSets) throws Mp4Exception {
        List<byte[]> units = NalUnits.split(parameterSets);
        List<byte[]> sequence =
                units.stream().filter(unit -> type(unit) == SEQUENCE).toList();
        List<byte[]> picture =
                units.stream().filter(unit -> type(unit) == PICTURE).toList();
        if (sequence.isEmpty() || picture.isEmpty() || sequence.get(0).length < 4) {
            throw new Mp4Exception(Reason.MALFORMED, "no parameter sets", PLACE);
        }
        byte[] first = sequence.get(0);
        BoxWriter out = new BoxWriter();
        out.u8(1);
        out.u8(first[1]);
        out.u8(first[2]);
        out.u8(first[3]);
        out.u8(0xFC | NalUnits.lengthSize() - 1);
        out.u8(0xE0 | sequence.size());
        sequence.forEach(unit -> write(out, unit));
        out.u8(picture.size());
        picture.forEach(unit -> write(out, unit));
        if (HIGH_PROFILES.contains(first[1] & 0xFF)) {
            writeFormat(out, BitReader.ofNalUnit(first, PLACE));
        }
        return out.toBytes();
    }

    private static void write(BoxWriter out, byte[] unit) {
        out.u16(unit.length);
        out.bytes(unit);
    }

    /** From the sequence parameter set (ISO/IEC 14496-10, 7.3.2.1.1). */
    private static void writeFormat(BoxWriter out, BitReader set) throws Mp4Exception {
        set.skip(4 * Byte.SIZE);
        set.expGolomb(); // seq_parameter_set_id
        int chroma = set.expGolomb();
        if (chroma == 3) {
            set.flag(); // separate_colour_plane_flag
        }
        out.u8(0xFC | chroma);
        out.u8(0xF8 | set.expGolomb());
        out.u8(0xF8 | set.expGolomb());
        out.u8(0);
    }
}
