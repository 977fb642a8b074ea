package org.rundelta.mp4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Box {@code dOps} (Encapsulation of Opus in ISO Base Media File Format, 4.3.2):
 *
 * <pre>
 *   u8 Version                  0
 *   u8 OutputChannelCount
 *   u16 PreSkip                 samples at 48 kHz
 *   u32 InputSampleRate         what was encoded, for information
 *   i16 OutputGain
 *   u8 ChannelMappingFamily     0: mono or stereo, and no more fields
 *   u8 StreamCount, u8 CoupledCount, u8 ChannelMapping[OutputChannelCount]
 * </pre>
 *
 * Encoders say the same as the header of an Ogg file, {@code OpusHead} (RFC 7845, 5.1), which is little-endian.
 */
final class OpusSpecificBox {
    private static final byte[] MAGIC = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int MAPPING_FAMILY = 18;

    private OpusSpecificBox() {}

    /** The payload of the box. */
    static byte[] ofHead(byte[] head) {
        if (head.length <= MAPPING_FAMILY || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("not an OpusHead");
        }
        BoxWriter out = new BoxWriter();
        out.u8(0);
        out.u8(head[9]);
        out.u16(littleEndian(head, 10, 2));
        out.u32(littleEndian(head, 12, 4));
        out.u16(littleEndian(head, 16, 2));
        out.bytes(Arrays.copyOfRange(head, MAPPING_FAMILY, head.length));
        return out.toBytes();
    }

    private static int littleEndian(byte[] bytes, int at, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    static void parse(BoxReader in) throws Mp4Exception {
        in.u8("Version");
        in.u8("OutputChannelCount");
        in.u16("PreSkip");
        in.u32("InputSampleRate");
        in.note("OutputGain", (short) in.unsigned(2, "OutputGain"));
        if (in.u8("ChannelMappingFamily") != 0) {
            in.u8("StreamCount");
            in.u8("CoupledCount");
        }
    }
}
