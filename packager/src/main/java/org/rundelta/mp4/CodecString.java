package org.rundelta.mp4;

import java.util.Locale;
import org.rundelta.mp4.Mp4Exception.Reason;

/** How a manifest names what a sample entry describes: RFC 6381, and for each codec what it refers to. */
public final class CodecString {
    /** The code for that; the one below is BT.709. */
    private static final int NOT_SPECIFIED = 2;

    private static final int VP9_HEADER = 4;

    private CodecString() {}

    /**
     * The string of an entry; of one that is not known here, its four-character code.
     *
     * @throws Mp4Exception if its configuration is malformed
     */
    public static String of(SampleEntry entry) throws Mp4Exception {
        byte[] config = entry.config();
        try {
            return switch (entry.type()) {
                case "rdv1" -> "rdv1." + config[0] + "." + config[1];
                case "avc1", "avc3" -> entry.type() + format(".%02X%02X%02X", config[1], config[2], config[3]);
                case "hvc1", "hev1" -> entry.type() + hevc(config);
                case "vp09" -> "vp09" + vp9(config);
                case "av01" -> "av01" + av1(config, ((VideoSampleEntry) entry).colour());
                case "mp4a" -> "mp4a.40." + ElementaryStreamDescriptor.audioObjectType(config);
                case "Opus" -> "opus";
                default -> entry.type();
            };
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new Mp4Exception(
                    Reason.MALFORMED, "configuration of " + config.length + " bytes", entry.configType());
        }
    }

    /** ISO/IEC 14496-15, annex E.3: the flags of compatibility from the last to the first, constraints without zeros. */
    private static String hevc(byte[] config) {
        int space = config[1] >> 6 & 3;
        int compatibility = 0;
        for (int i = 0; i < 4; i++) {
            compatibility = compatibility << Byte.SIZE | config[2 + i] & 0xFF;
        }
        StringBuilder text = new StringBuilder(".");
        text.append(space == 0 ? "" : String.valueOf((char) ('A' + space - 1))).append(config[1] & 0x1F);
        text.append('.')
                .append(Integer.toHexString(Integer.reverse(compatibility)).toUpperCase(Locale.ROOT));
        text.append('.').append((config[1] & 0x20) == 0 ? 'L' : 'H').append(config[12] & 0xFF);
        int last = 11;
        while (last > 5 && config[last] == 0) {
            last--;
        }
        for (int i = 6; i <= last; i++) {
            text.append(format(".%X", config[i]));
        }
        return text.toString();
    }

    /** Profile, level, bit depth; and if it is not BT.709, chroma and colour ("VP Codec ISO Media File Format Binding"). */
    private static String vp9(byte[] config) {
        int profile = config[VP9_HEADER];
        int level = config[VP9_HEADER + 1];
        int format = config[VP9_HEADER + 2] & 0xFF;
        int chroma = format >> 1 & 7;
        int range = format & 1;
        int primaries = config[VP9_HEADER + 3] & 0xFF;
        int transfer = config[VP9_HEADER + 4] & 0xFF;
        int matrix = config[VP9_HEADER + 5] & 0xFF;
        String text = format(".%02d.%02d.%02d", profile, level, format >> 4);
        boolean usual = chroma <= 1 && isUsual(new Colour(primaries, transfer, matrix, range != 0));
        return usual ? text : text + format(".%02d.%02d.%02d.%02d.%02d", chroma, primaries, transfer, matrix, range);
    }

    /** Profile, level and tier, bit depth; and if it is not 4:2:0 in BT.709, the rest ("AV1 ... Binding", 5). */
    private static String av1(byte[] config, Colour described) {
        int format = config[2] & 0xFF;
        boolean high = (format & 0x40) != 0;
        int depth = high ? (format & 0x20) == 0 ? 10 : 12 : 8;
        char tier = (format & 0x80) == 0 ? 'M' : 'H';
        String text = format(".%d.%02d", config[1] >> 5 & 7, config[1] & 0x1F) + tier + format(".%02d", depth);
        int mono = format >> 4 & 1;
        int x = format >> 3 & 1;
        int y = format >> 2 & 1;
        boolean usual = mono == 0 && x == 1 && y == 1 && isUsual(described);
        if (usual) {
            return text;
        }
        Colour colour = described == null ? Colour.BT709 : described;
        return text
                + format(".%d.%d%d%d", mono, x, y, x + y == 2 ? format & 3 : 0)
                + format(".%02d.%02d.%02d", colour.primaries(), colour.transfer(), colour.matrix())
                + (colour.fullRange() ? ".1" : ".0");
    }

    /** BT.709 in limited range, which is what is taken where nothing is said. */
    private static boolean isUsual(Colour colour) {
        return colour == null
                || colour.primaries() <= NOT_SPECIFIED
                        && colour.transfer() <= NOT_SPECIFIED
                        && colour.matrix() <= NOT_SPECIFIED
                        && colour.matrix() != 0
                        && !colour.fullRange();
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
