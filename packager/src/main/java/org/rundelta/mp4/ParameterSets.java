package org.rundelta.mp4;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.rundelta.mp4.Mp4Exception.Reason;

/**
 * The parameter sets of H.264 and HEVC as samples hold them, too, where they change within a track (ISO/IEC 14496-15, 5.3
 * and 8.3). Readers that know one sample entry only, as FFmpeg does in fragmented files, depend on them; keyframes of other
 * codecs have all in themselves.
 */
public final class ParameterSets {
    private static final int AVC_HEADER = 4;
    private static final int HEVC_HEADER = 21;

    private ParameterSets() {}

    /**
     * What to put before the first sample that is of another entry than the one before.
     *
     * @return units with their lengths, as {@link AvcConfig} and {@link HevcConfig} list them; none of another codec
     * @throws Mp4Exception if the configuration is malformed
     */
    public static byte[] before(SampleEntry entry) throws Mp4Exception {
        ByteBuffer config = ByteBuffer.wrap(entry.config());
        BoxWriter out = new BoxWriter();
        try {
            switch (entry.configType()) {
                case "avcC" -> {
                    int lengthSize = lengthSize(config.position(AVC_HEADER));
                    copy(config, config.get() & 0x1F, lengthSize, out);
                    copy(config, config.get() & 0xFF, lengthSize, out);
                }
                case "hvcC" -> {
                    int lengthSize = lengthSize(config.position(HEVC_HEADER));
                    int arrays = config.get() & 0xFF;
                    for (int i = 0; i < arrays; i++) {
                        config.get(); // NAL_unit_type
                        copy(config, config.getShort() & 0xFFFF, lengthSize, out);
                    }
                }
                default -> {}
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new Mp4Exception(
                    Reason.MALFORMED, "configuration of " + entry.config().length + " bytes", entry.configType());
        }
        return out.toBytes();
    }

    private static int lengthSize(ByteBuffer config) {
        return (config.get() & 3) + 1;
    }

    private static void copy(ByteBuffer config, int units, int lengthSize, BoxWriter out) {
        for (int i = 0; i < units; i++) {
            byte[] unit = new byte[config.getShort() & 0xFFFF];
            config.get(unit);
            for (int at = lengthSize - 1; at >= 0; at--) {
                out.u8(unit.length >>> (Byte.SIZE * at));
            }
            out.bytes(unit);
        }
    }

    /** The same entry for a track whose samples may have parameter sets in them; {@code avc1} and {@code hvc1} forbid it. */
    public static SampleEntry inSamples(SampleEntry entry) {
        if (!(entry instanceof VideoSampleEntry video)) {
            return entry;
        }
        String type = switch (video.type()) {
            case "avc1" -> "avc3";
            case "hvc1" -> "hev1";
            default -> video.type();
        };
        return new VideoSampleEntry(
                type,
                video.width(),
                video.height(),
                video.configType(),
                video.config(),
                video.colour(),
                video.pixelAspect());
    }
}
