package org.rundelta.mp4;

import java.io.Serializable;

/**
 * What colours mean, box {@code colr} (ISO/IEC 14496-12, 12.1.5); the codes are those of ISO/IEC 23091-2, where 2 stands
 * for "not specified":
 *
 * <pre>
 *   u32 colour_type               nclx; others, such as profiles, are not read
 *   u16 colour_primaries
 *   u16 transfer_characteristics
 *   u16 matrix_coefficients
 *   u1 full_range_flag, u7 reserved
 * </pre>
 *
 * @param primaries code of 23091-2, 8.1
 * @param transfer code of 23091-2, 8.2
 * @param matrix code of 23091-2, 8.3
 * @param fullRange whether samples use all their values
 */
public record Colour(int primaries, int transfer, int matrix, boolean fullRange) implements Serializable {
    /** The pixels of our own codec: primaries of BT.709, transfer of sRGB, no matrix. */
    public static final Colour SRGB = new Colour(1, 13, 0, true);

    /** High definition video, BT.709 in all three, limited range. */
    public static final Colour BT709 = new Colour(1, 1, 1, false);

    private static final String TYPE = "nclx";
    private static final int FULL_RANGE = 0x80;
    private static final int MAX = 0xFFFF;

    public Colour {
        if (primaries < 0 || primaries > MAX || transfer < 0 || transfer > MAX || matrix < 0 || matrix > MAX) {
            throw new IllegalArgumentException(
                    "colour " + primaries + "/" + transfer + "/" + matrix + " is not from 0 to " + MAX);
        }
    }

    /** Reads a {@code colr}; null if it is of another type. */
    static Colour parse(BoxReader in) throws Mp4Exception {
        if (!in.fourCc("colour_type").equals(TYPE)) {
            return null;
        }
        int primaries = in.u16("colour_primaries");
        int transfer = in.u16("transfer_characteristics");
        int matrix = in.u16("matrix_coefficients");
        boolean fullRange = (in.unsigned(1, "full_range_flag") & FULL_RANGE) != 0;
        in.note("full_range_flag", fullRange ? 1 : 0);
        return new Colour(primaries, transfer, matrix, fullRange);
    }

    void write(BoxWriter out) {
        out.box("colr", () -> {
            out.fourCc(TYPE);
            out.u16(primaries);
            out.u16(transfer);
            out.u16(matrix);
            out.u8(fullRange ? FULL_RANGE : 0);
        });
    }
}
