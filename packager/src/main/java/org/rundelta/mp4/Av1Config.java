package org.rundelta.mp4;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rundelta.mp4.Mp4Exception.Reason;

/**
 * The decoder configuration of AV1, box {@code av1C} ("AV1 Codec ISO Media File Format Binding", 2.3):
 *
 * <pre>
 *   u1 marker 1, u7 version 1
 *   u3 seq_profile, u5 seq_level_idx_0
 *   u1 seq_tier_0, u1 high_bitdepth, u1 twelve_bit, u1 monochrome,
 *   u1 chroma_subsampling_x, u1 chroma_subsampling_y, u2 chroma_sample_position
 *   u3 reserved, u1 initial_presentation_delay_present, u4 initial_presentation_delay_minus_one
 *   u8 configOBUs[]              the sequence header
 * </pre>
 */
public final class Av1Config {
    private static final int SEQUENCE_HEADER = 1;
    private static final int TEMPORAL_DELIMITER = 2;
    private static final int EXTENSION = 0x4;
    private static final int HAS_SIZE = 0x2;
    private static final String PLACE = "av1C";

    /** One unit ("AV1 Bitstream", 5.3): its type, where its payload begins, and all its bytes. */
    private record Unit(int type, int header, byte[] bytes) {}

    private Av1Config() {}

    /**
     * The payload of the box.
     *
     * @param units among which is a sequence header
     * @throws Mp4Exception if they are malformed or it is not there
     */
    public static byte[] of(byte[] units) throws Mp4Exception {
        for (Unit unit : split(units)) {
            if (unit.type == SEQUENCE_HEADER) {
                BitReader header = new BitReader(Arrays.copyOfRange(unit.bytes, unit.header, unit.bytes.length), PLACE);
                BoxWriter out = new BoxWriter();
                out.u8(0x81);
                Av1Sequence.parse(header).write(out);
                out.u8(0);
                out.bytes(unit.bytes);
                return out.toBytes();
            }
        }
        throw new Mp4Exception(Reason.MALFORMED, "no sequence header", PLACE);
    }

    /** A frame as a file has it: without temporal delimiters, which samples are themselves (2.4). */
    public static byte[] toSample(byte[] units) throws Mp4Exception {
        BoxWriter out = new BoxWriter();
        for (Unit unit : split(units)) {
            if (unit.type != TEMPORAL_DELIMITER) {
                out.bytes(unit.bytes);
            }
        }
        return out.toBytes();
    }

    private static List<Unit> split(byte[] units) throws Mp4Exception {
        List<Unit> found = new ArrayList<>();
        int at = 0;
        while (at < units.length) {
            int first = units[at];
            int payload = at + ((first & EXTENSION) == 0 ? 1 : 2);
            long size = 0;
            boolean more = true;
            if ((first & HAS_SIZE) == 0) {
                throw new Mp4Exception(Reason.UNSUPPORTED, "a unit without its size", PLACE);
            }
            for (int shift = 0; more; shift += 7, payload++) {
                if (shift > 28 || payload >= units.length) {
                    throw new Mp4Exception(Reason.MALFORMED, "a unit's size", PLACE);
                }
                size |= (long) (units[payload] & 0x7F) << shift;
                more = (units[payload] & 0x80) != 0;
            }
            if (size > units.length - payload) {
                throw new Mp4Exception(Reason.MALFORMED, "a unit that is cut short", PLACE);
            }
            int end = payload + (int) size;
            found.add(new Unit(first >> 3 & 0xF, payload - at, Arrays.copyOfRange(units, at, end)));
            at = end;
        }
        return found;
    }
}
