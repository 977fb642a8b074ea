package org.rundelta.mp4;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A visual sample entry (ISO/IEC 14496-12, 12.1.3):
 *
 * <pre>
 *   6 bytes reserved, u16 data_reference_index
 *   u16 pre_defined, u16 reserved, u32 pre_defined[3]
 *   u16 width, u16 height
 *   u32 horizresolution, u32 vertresolution   16.16, dots per inch
 *   u32 reserved, u16 frame_count             1
 *   u8 compressorname[32]                     first its length
 *   u16 depth                                 0x18: colour, no alpha
 *   u16 pre_defined                           -1
 *   boxes                                     the configuration, colr, pasp, others
 * </pre>
 *
 * @param width in pixels, below 65536
 * @param height in pixels, below 65536
 * @param colour or null if only the coded frames say it
 */
public record VideoSampleEntry(
        String type, int width, int height, String configType, byte[] config, Colour colour, PixelAspect pixelAspect)
        implements SampleEntry, Serializable {
    /** The boxes that configure a decoder; they need not come first (AV1, say). */
    private static final List<String> CONFIG_TYPES = List.of("rdvC", "avcC", "hvcC", "vpcC", "av1C");

    private static final int MAX_SIZE = 0xFFFF;
    private static final int DPI_72 = 72 << 16;
    private static final int NAME_FIELD = 32;
    private static final int DEPTH_COLOUR = 24;
    private static final int MINUS_ONE = 0xFFFF;

    public VideoSampleEntry {
        BoxWriter.requireFourCc(type);
        BoxWriter.requireFourCc(configType);
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(pixelAspect, "pixelAspect");
        if (width < 1 || height < 1 || width > MAX_SIZE || height > MAX_SIZE) {
            throw new IllegalArgumentException(
                    "size " + width + "x" + height + " is not from 1x1 to " + MAX_SIZE + "x" + MAX_SIZE);
        }
    }

    /**
     * An entry of our own codec, whose pixels are square and sRGB.
     *
     * @param config its configuration record
     */
    public static VideoSampleEntry rundelta(int width, int height, byte[] config) {
        return new VideoSampleEntry("rdv1", width, height, "rdvC", config, Colour.SRGB, PixelAspect.SQUARE);
    }

    /** Reads an entry; its boxes remain to be read. */
    static VideoSampleEntry parse(BoxReader in) throws Mp4Exception {
        in.skip(6 + 2 + 2 + 2 + 12, "pre_defined");
        int width = in.u16("width");
        int height = in.u16("height");
        if (width == 0 || height == 0) {
            throw in.malformed("size " + width + "x" + height);
        }
        in.skip(4 + 4 + 4 + 2 + NAME_FIELD + 2 + 2, "compressorname");
        BoxReader config = in.firstChild();
        for (String type : CONFIG_TYPES) {
            BoxReader known = in.find(type);
            config = known == null ? config : known;
        }
        BoxReader colour = in.find("colr");
        BoxReader aspect = in.find("pasp");
        return new VideoSampleEntry(
                in.type(),
                width,
                height,
                config.type(),
                config.rest(),
                colour == null ? null : Colour.parse(colour),
                aspect == null ? PixelAspect.SQUARE : PixelAspect.parse(aspect));
    }

    void write(BoxWriter out) {
        out.box(type, () -> {
            out.zeros(6);
            out.u16(1);
            out.zeros(2 + 2 + 12);
            out.u16(width);
            out.u16(height);
            out.u32(DPI_72);
            out.u32(DPI_72);
            out.u32(0);
            out.u16(1);
            out.zeros(NAME_FIELD);
            out.u16(DEPTH_COLOUR);
            out.u16(MINUS_ONE);
            out.box(configType, () -> out.bytes(config));
            if (colour != null) {
                colour.write(out);
            }
            if (!pixelAspect.isSquare()) {
                pixelAspect.write(out);
            }
        });
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VideoSampleEntry that
                && type.equals(that.type)
                && width == that.width
                && height == that.height
                && configType.equals(that.configType)
                && Arrays.equals(config, that.config)
                && Objects.equals(colour, that.colour)
                && pixelAspect.equals(that.pixelAspect);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, width, height, configType, Arrays.hashCode(config), colour, pixelAspect);
    }
}
