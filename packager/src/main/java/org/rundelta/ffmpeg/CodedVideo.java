package org.rundelta.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.rundelta.mp4.Av1Config;
import org.rundelta.mp4.AvcConfig;
import org.rundelta.mp4.Colour;
import org.rundelta.mp4.HevcConfig;
import org.rundelta.mp4.Mp4Exception;
import org.rundelta.mp4.NalUnits;
import org.rundelta.mp4.PixelAspect;
import org.rundelta.mp4.VideoSampleEntry;
import org.rundelta.mp4.Vp9Config;

/** What FFmpeg says of coded video, in the words of MP4. */
final class CodedVideo {
    private static final double USUAL_RATE = 25;
    private static final int CONFIG_VERSION = 1;
    private static final byte AV1_CONFIG_START = (byte) 0x81;

    private final AVCodecParameters parameters;
    private final AVRational rate;
    private final byte[] header;

    /**
     * @param parameters of the track
     * @param rate frames per second, about
     */
    CodedVideo(AVCodecParameters parameters, AVRational rate) {
        this.parameters = parameters;
        this.rate = rate;
        header = new byte[parameters.extradata_size()];
        if (header.length > 0) {
            parameters.extradata().get(header);
        }
    }

    /**
     * The sample entry.
     *
     * @throws IOException if it is of a codec that is not known here, or its header is malformed
     */
    VideoSampleEntry entry() throws IOException {
        try {
            return switch (parameters.codec_id()) {
                case AV_CODEC_ID_H264 -> entry(tag("avc1", "avc3"), "avcC", isConfig() ? header : AvcConfig.of(header));
                case AV_CODEC_ID_HEVC ->
                    entry(tag("hvc1", "hev1"), "hvcC", isConfig() ? header : HevcConfig.of(header));
                case AV_CODEC_ID_VP9 -> entry("vp09", "vpcC", vp9Config());
                case AV_CODEC_ID_AV1 -> entry("av01", "av1C", isAv1Config() ? header : Av1Config.of(header));
                default -> throw new IOException("codec " + name() + " is not one of H.264, HEVC, VP9 and AV1");
            };
        } catch (Mp4Exception e) {
            throw new IOException("what describes its " + name() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private String name() {
        return avcodec_get_name(parameters.codec_id()).getString();
    }

    private VideoSampleEntry entry(String type, String configType, byte[] config) {
        AVRational aspect = parameters.sample_aspect_ratio();
        boolean isSquare = aspect.num() < 1 || aspect.den() < 1 || aspect.num() == aspect.den();
        return new VideoSampleEntry(
                type,
                parameters.width(),
                parameters.height(),
                configType,
                config,
                colour(),
                isSquare ? PixelAspect.SQUARE : new PixelAspect(aspect.num(), aspect.den()));
    }

    /** The second of two types if the source has it: parameter sets may then stand among the frames. */
    private String tag(String usual, String other) {
        int tag = parameters.codec_tag();
        StringBuilder code = new StringBuilder();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            code.append((char) (tag >> shift & 0xFF));
        }
        return other.contentEquals(code) ? other : usual;
    }

    private boolean isConfig() {
        return header.length > 0 && header[0] == CONFIG_VERSION;
    }

    private boolean isAv1Config() {
        return header.length > 0 && header[0] == AV1_CONFIG_START;
    }

    /** Null if nothing is said. */
    private Colour colour() {
        Colour colour = new Colour(
                parameters.color_primaries(),
                parameters.color_trc(),
                parameters.color_space(),
                parameters.color_range() == AVCOL_RANGE_JPEG);
        return colour.equals(new Colour(AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_UNSPECIFIED, false))
                ? null
                : colour;
    }

    private byte[] vp9Config() throws IOException {
        AVPixFmtDescriptor format = av_pix_fmt_desc_get(parameters.format());
        if (format == null) {
            throw new IOException("of its VP9 no frame can be decoded; the file may be damaged");
        }
        double fps = rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : USUAL_RATE;
        int chroma = format.log2_chroma_w() == 0
                ? Vp9Config.CHROMA_444
                : format.log2_chroma_h() == 0 ? Vp9Config.CHROMA_422 : Vp9Config.CHROMA_420;
        Colour colour = colour();
        return Vp9Config.of(
                Math.max(0, parameters.profile()),
                Vp9Config.level(parameters.width(), parameters.height(), fps),
                format.comp(0).depth(),
                chroma,
                colour == null
                        ? new Colour(AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_UNSPECIFIED, AVCOL_SPC_UNSPECIFIED, false)
                        : colour);
    }

    /**
     * A packet as a file has it: what comes from a file is left as it is, encoders' frames lose start codes and what
     * decoding does not need.
     */
    byte[] sample(byte[] packet) throws IOException {
        try {
            return switch (parameters.codec_id()) {
                case AV_CODEC_ID_H264 ->
                    isConfig() ? packet : NalUnits.toSample(packet, unit -> AvcConfig.type(unit) != AvcConfig.SEI);
                case AV_CODEC_ID_HEVC -> isConfig() ? packet : NalUnits.toSample(packet, unit -> true);
                case AV_CODEC_ID_AV1 -> isAv1Config() ? packet : Av1Config.toSample(packet);
                default -> packet;
            };
        } catch (Mp4Exception e) {
            throw new IOException("a frame of its " + name() + " cannot be used: " + e.getMessage(), e);
        }
    }
}
